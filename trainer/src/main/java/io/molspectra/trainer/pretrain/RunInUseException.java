package io.molspectra.trainer.pretrain;

import java.io.IOException;

/** A run's folder that another process works in. */
public final class RunInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  RunInUseException(String message) {
    super(message);
  }
}
