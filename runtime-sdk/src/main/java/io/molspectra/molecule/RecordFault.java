package io.molspectra.molecule;

/**
 * Leaves the parsing of one record. It never leaves this package: {@link TextMoleculeReader} turns
 * it into a {@link MoleculeRecord.Rejected}. It carries no stack trace, so that a file full of
 * damaged records is read as fast as a good one.
 */
final class RecordFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final long line;

  RecordFault(RejectReason reason, long line, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.line = line;
  }

  RejectReason reason() {
    return reason;
  }

  long line() {
    return line;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
