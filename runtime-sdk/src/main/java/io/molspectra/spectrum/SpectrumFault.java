package io.molspectra.spectrum;

/**
 * Leaves the parsing of one spectrum and never leaves this package: it becomes a {@link
 * SpectrumReject} or a {@link BadSpectrumException}. It carries no stack trace, so that a file full
 * of damaged rows is read as fast as a good one.
 */
final class SpectrumFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final SpectrumRejectReason reason;
  private final long line;

  /**
   * @param line 1-based, 0 if the fault has no line
   */
  SpectrumFault(SpectrumRejectReason reason, long line, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.line = line;
  }

  SpectrumRejectReason reason() {
    return reason;
  }

  long line() {
    return line;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  BadSpectrumException in(String source) {
    return new BadSpectrumException(reason, source, line, text());
  }

  SpectrumReject rejected(String source, long row, String kind) {
    return new SpectrumReject(source, row, kind, line, reason, text());
  }
}
