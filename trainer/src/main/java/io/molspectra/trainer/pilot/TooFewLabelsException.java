package io.molspectra.trainer.pilot;

/** Too few molecules have a structure, a spectrum and a label to train on and to test with. */
public final class TooFewLabelsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooFewLabelsException(String message) {
    super(message);
  }
}
