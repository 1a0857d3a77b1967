package io.molspectra.trainer.convert;

import java.io.IOException;

/** Follows a conversion; called in the order of the records, from the thread that converts. */
public interface ConversionListener {

  /**
   * A molecule or spectrum was left out.
   *
   * @throws IOException ends the conversion; nothing is written then
   */
  void rejected(ConversionReject reject) throws IOException;

  /** A record is dealt with. An exception ends the conversion; nothing is written then. */
  void recordDone();
}
