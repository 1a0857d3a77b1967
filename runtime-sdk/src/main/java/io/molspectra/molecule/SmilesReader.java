package io.molspectra.molecule;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of SMILES: on each line a SMILES and, after blanks or a tab, the name of the
 * molecule. Blank lines, lines that begin with #, and a first line whose first word is "smiles" are
 * no molecules. Damage is a {@link SmilesRecord.Rejected}; after a broken stream nothing follows.
 */
public final class SmilesReader implements Iterator<SmilesRecord>, Closeable {

  private final LineSource lines;
  private @Nullable SmilesRecord next;
  private boolean any;
  private boolean finished;

  /**
   * @param content bytes; closed with the reader
   * @param gzip whether they are compressed
   */
  public SmilesReader(InputStream content, boolean gzip) {
    this.lines = new LineSource(content, gzip);
  }

  @Override
  public boolean hasNext() {
    if (next == null && !finished) {
      next = advance();
      finished |= next == null;
      any = true;
    }
    return next != null;
  }

  @Override
  public SmilesRecord next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("there are no more SMILES");
    }
    SmilesRecord result = next;
    next = null;
    return result;
  }

  @Override
  public void close() throws IOException {
    finished = true;
    next = null;
    lines.close();
  }

  private @Nullable SmilesRecord advance() {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      try {
        String text = line.decoded().strip();
        if (!text.isEmpty() && text.charAt(0) != '#' && !isHeader(line, text)) {
          return read(line, text);
        }
      } catch (RecordFault fault) {
        return rejected(fault);
      }
    }
    RecordFault failure = lines.failure();
    if (failure != null) {
      finished = true;
      return rejected(failure);
    }
    return any ? null : rejected(new RecordFault(RejectReason.EMPTY_FILE, 0, "no SMILES in it"));
  }

  private static SmilesRecord read(Line line, String text) throws RecordFault {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String id = text.substring(end).strip();
    if (id.length() > TextMoleculeReader.MAX_ID) {
      throw line.malformedStart(
          "a name of at most " + TextMoleculeReader.MAX_ID + " characters expected");
    }
    return new SmilesRecord.Read(
        line.number(), text.substring(0, end), id.isEmpty() ? Long.toString(line.number()) : id);
  }

  private static boolean isHeader(Line line, String text) {
    return line.number() == 1 && text.toLowerCase(Locale.ROOT).matches("smiles(\\s.*)?");
  }

  private static SmilesRecord rejected(RecordFault fault) {
    return new SmilesRecord.Rejected(fault.line(), fault.reason(), fault.text());
  }
}
