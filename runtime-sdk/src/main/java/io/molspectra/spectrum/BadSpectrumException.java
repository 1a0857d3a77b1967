package io.molspectra.spectrum;

/** One spectrum that cannot be used; the message names file, line and, where one is known, cure. */
public final class BadSpectrumException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SpectrumRejectReason reason;
  private final String source;
  private final long line;
  private final String fault;

  /**
   * @param reason kind of fault
   * @param source file or id of the spectrum
   * @param line 1-based line of the file, 0 if unknown
   * @param fault what is wrong and the cure
   */
  public BadSpectrumException(SpectrumRejectReason reason, String source, long line, String fault) {
    super(line > 0 ? source + ", line " + line + ": " + fault : source + ": " + fault);
    this.reason = reason;
    this.source = source;
    this.line = line;
    this.fault = fault;
  }

  /** Kind of fault. */
  public SpectrumRejectReason reason() {
    return reason;
  }

  /** File or id of the spectrum. */
  public String source() {
    return source;
  }

  /** 1-based line of the file, 0 if unknown. */
  public long line() {
    return line;
  }

  /** The same as a reject of a file that holds one molecule's spectrum. */
  public SpectrumReject rejected(String kind) {
    return new SpectrumReject(source, -1, kind, line, reason, fault);
  }
}
