package io.molspectra.trainer.label;

/**
 * Something that was left out.
 *
 * @param source file, as the user named it
 * @param record 1-based number of the record within the file or data set, 0 if unknown
 * @param line 1-based line of the (decompressed) file, 0 if unknown
 * @param reason kind of fault
 * @param message what is wrong and, where one is known, the cure
 */
public record LabelReject(
    String source, long record, long line, LabelRejectReason reason, String message) {

  /** As one line: file, record, line and reason. */
  public String describe() {
    return "%s%s%s: %s (%s)"
        .formatted(
            source,
            record > 0 ? ", record " + record : "",
            line > 0 ? ", line " + line : "",
            message,
            reason);
  }
}
