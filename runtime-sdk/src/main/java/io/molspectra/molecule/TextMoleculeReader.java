package io.molspectra.molecule;

import java.io.IOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What the readers of line-oriented formats share: counting, rejecting, going on after damage. */
abstract class TextMoleculeReader implements MoleculeReader {

  /** Longest id: an array of ids is as wide as the longest, so one run-away title costs all. */
  static final int MAX_ID = 1000;

  private final Origin origin;
  private final LineSource lines;
  private long record;
  private long firstLine;
  private String id = "";
  private boolean finished;
  private @Nullable MoleculeRecord next;

  TextMoleculeReader(Origin origin, LineSource lines) {
    this.origin = origin;
    this.lines = lines;
  }

  /**
   * Reads one record.
   *
   * @param record its 1-based number, the id of a molecule without a title
   * @return the molecule, or null if only blank lines were left
   * @throws RecordFault if there is a record but no molecule can be made of it
   */
  abstract @Nullable Molecule read(long record) throws RecordFault;

  /** After a fault, moves on to where the next record begins. */
  abstract void resynchronise();

  /** Notes the first line of the record that is being read. */
  final void begin(Line first) {
    firstLine = first.number();
  }

  /**
   * The id of a molecule: its title, or what the origin calls one without.
   *
   * @throws RecordFault SYNTAX if the title is too long to be one
   */
  final String id(@Nullable String title, long record, Line line) throws RecordFault {
    if (title != null && title.length() > MAX_ID) {
      throw line.malformedStart("a title of at most " + MAX_ID + " characters expected");
    }
    id = title == null || title.isEmpty() ? origin.untitled(record) : title;
    return id;
  }

  final LineSource lines() {
    return lines;
  }

  @Override
  public final boolean hasNext() {
    if (next == null && !finished) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public final MoleculeRecord next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException(origin.source() + " has no more records");
    }
    MoleculeRecord result = next;
    next = null;
    return result;
  }

  @Override
  public final void close() throws IOException {
    finished = true;
    next = null;
    lines.close();
  }

  private @Nullable MoleculeRecord advance() {
    record++;
    firstLine = 0;
    id = "";
    try {
      Molecule molecule = read(record);
      if (molecule != null) {
        return new MoleculeRecord.Parsed(origin.source(), record, firstLine, molecule);
      }
      finished = true;
      RecordFault failure = lines.failure();
      if (failure != null) {
        return rejected(failure);
      }
      return record > 1
          ? null
          : rejected(new RecordFault(RejectReason.EMPTY_FILE, 0, "the file holds no record"));
    } catch (RecordFault fault) {
      resynchronise();
      // A broken stream is reported once, by the record in which it broke.
      finished = fault.reason() == RejectReason.TRUNCATED;
      return rejected(fault);
    }
  }

  private MoleculeRecord rejected(RecordFault fault) {
    return origin.rejected(record, id, fault);
  }
}
