package io.molspectra.trainer.convert;

/** Spectra that cannot be converted at all; the message names the file and the cure. */
public final class ConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and the cure
   */
  public ConversionException(String message) {
    super(message);
  }

  /** The same with the failure that caused it. */
  public ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
