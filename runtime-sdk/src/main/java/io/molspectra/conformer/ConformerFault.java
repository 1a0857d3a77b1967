package io.molspectra.conformer;

/** Leaves the making of one conformer; becomes a {@link Conformer.Failed}. */
final class ConformerFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final ConformerFailure reason;

  ConformerFault(ConformerFailure reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  ConformerFailure reason() {
    return reason;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
