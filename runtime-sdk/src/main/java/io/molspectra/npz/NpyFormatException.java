package io.molspectra.npz;

import java.io.IOException;

/** An npz file, or an array in it, that cannot be read; the message names both. */
public final class NpyFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names the file and the array, says what is wrong with it and what to do
   */
  public NpyFormatException(String message) {
    super(message);
  }

  NpyFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
