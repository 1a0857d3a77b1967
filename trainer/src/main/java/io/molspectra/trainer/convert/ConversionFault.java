package io.molspectra.trainer.convert;

/** Why a molecule or one of its spectra is left out; becomes a {@link ConversionReject}. */
final class ConversionFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Enum<?> reason;

  ConversionFault(Enum<?> reason, String message) {
    super(message);
    this.reason = reason;
  }

  Enum<?> reason() {
    return reason;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
