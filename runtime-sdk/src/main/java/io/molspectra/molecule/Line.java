package io.molspectra.molecule;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One line of a molecule file.
 *
 * @param text its bytes, one character (0-255) a byte, without the line end: numbers and symbols
 *     can be read as they are, and no byte is lost that {@link #decoded()} may need
 * @param number 1-based number in the decompressed file
 * @param cut whether the line was longer than {@link LineSource#MAX_LENGTH} and lost its end
 * @param unterminated whether the file ends with this line and without a line end: a good last line
 *     or half a line
 */
record Line(String text, long number, boolean cut, boolean unterminated) {

  /**
   * The line as human text: UTF-8, or Latin-1 where it is not UTF-8 but reads as Latin-1 (a title
   * in an old encoding is no reason to lose the geometry under it).
   *
   * @throws RecordFault with {@link RejectReason#ENCODING} if it is neither
   */
  String decoded() throws RecordFault {
    if (cut) {
      throw tooLong();
    }
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii &= c < 0x80;
      if (c < 0x20 && c != '\t') {
        throw notText();
      }
    }
    if (ascii) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      if (looksBinary()) {
        throw notText();
      }
      return text;
    }
  }

  /**
   * The fault of a line inside a record that should hold numbers and symbols but does not.
   *
   * @return ENCODING if the line is not plain text at all, TRUNCATED if the file ends with it,
   *     otherwise SYNTAX with the message
   */
  RecordFault malformed(String message) {
    RecordFault fault = malformedStart(message);
    return unterminated && fault.reason() == RejectReason.SYNTAX && !cut
        ? new RecordFault(
            RejectReason.TRUNCATED, number, "the file ends inside a line; " + fault.text())
        : fault;
  }

  /** The fault of a line that should begin a record: as {@link #malformed}, but never TRUNCATED. */
  RecordFault malformedStart(String message) {
    if (cut) {
      return tooLong();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || (c < 0x20 && c != '\t')) {
        return notText();
      }
    }
    return new RecordFault(RejectReason.SYNTAX, number, message + ", found " + quoted());
  }

  /** The start of the line in quotes, for messages. */
  String quoted() {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return "\"" + shown.replaceAll("[^\\x20-\\x7e]", "?") + "\"";
  }

  /** C1 controls and the two halves of a byte-order mark occur in no Latin-1 text. */
  private boolean looksBinary() {
    return text.contains("\u00ff\u00fe")
        || text.contains("\u00fe\u00ff")
        || text.chars().anyMatch(c -> c >= 0x7f && c < 0xa0);
  }

  private RecordFault notText() {
    return new RecordFault(
        RejectReason.ENCODING,
        number,
        "bytes that are no text where the format wants plain text: "
            + quoted()
            + "; the file is damaged, binary, or not UTF-8 (convert it with iconv)");
  }

  private RecordFault tooLong() {
    return new RecordFault(
        RejectReason.SYNTAX,
        number,
        "a line longer than " + LineSource.MAX_LENGTH + " bytes; is this a molecule file?");
  }
}
