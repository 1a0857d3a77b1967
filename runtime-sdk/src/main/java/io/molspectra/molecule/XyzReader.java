package io.molspectra.molecule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads xyz, extended xyz and raw QM9, one frame after another. A frame is a count, a comment and
 * as many rows; files of one frame may lack the comment. Periodic frames are rejected: read as
 * molecules in vacuum they would give wrong answers.
 */
final class XyzReader extends TextMoleculeReader {

  /** More atoms than this are taken for a damaged count. */
  static final int MAX_ATOMS = 100_000;

  /** No row is longer: a frame of as many atoms as there may be must fit into memory. */
  private static final int MAX_ROW = 1 << 12;

  /** Characters of rows that are read ahead. */
  private static final int MAX_AHEAD = 1 << 25;

  /** Whether the fault left the reader somewhere inside a frame. */
  private boolean inFrame;

  private final Consumer<Qm9Record> qm9;

  /** Comment and rows of the last frame, for {@link XyzFrames}; null where nobody asks. */
  private final @Nullable List<Line> kept;

  /**
   * @param qm9 is given what a frame of raw QM9 says beside its geometry, once its molecule is good
   */
  XyzReader(Origin origin, LineSource lines, Consumer<Qm9Record> qm9) {
    this(origin, lines, qm9, null);
  }

  /**
   * @param kept is cleared before each frame and then filled with its comment and rows
   */
  XyzReader(Origin origin, LineSource lines, Consumer<Qm9Record> qm9, @Nullable List<Line> kept) {
    super(origin, lines);
    this.qm9 = qm9;
    this.kept = kept;
  }

  @Override
  @Nullable Molecule read(long record) throws RecordFault {
    Line first = lines().next();
    while (first != null && first.text().isBlank()) {
      first = lines().next();
    }
    if (first == null) {
      return null;
    }
    begin(first);
    inFrame = true;
    int count = count(first);
    Line comment = lines().next();
    if (comment == null) {
      throw lines().truncated("after the number of atoms");
    }
    if (kept != null) {
      kept.clear();
      kept.add(comment);
    }
    if (isFirstAtom(comment, count)) {
      lines().pushBack(comment);
      return plain(count, null, record, comment);
    }
    if (Qm9Lines.isComment(comment)) {
      return qm9(count, record, comment);
    }
    return plain(count, XyzHeader.parse(comment), record, comment);
  }

  @Override
  void resynchronise() {
    while (inFrame) {
      inFrame = !atFrame();
      if (inFrame && lines().next() == null) {
        inFrame = false;
      }
    }
  }

  private Molecule plain(int count, @Nullable XyzHeader header, long record, Line comment)
      throws RecordFault {
    AtomList atoms = rows(count, header == null ? XyzHeader.PLAIN : header);
    inFrame = false;
    return atoms.build(id(header == null ? null : header.id(), record, comment));
  }

  private Molecule qm9(int count, long record, Line comment) throws RecordFault {
    XyzHeader header = XyzHeader.parse(comment);
    AtomList atoms;
    try {
      atoms = rows(count, header);
    } catch (RecordFault fault) {
      // Lines follow the atoms of a faulty frame, too.
      inFrame = true;
      throw fault;
    }
    Qm9Record properties = Qm9Lines.tail(comment, lines());
    inFrame = false;
    Molecule molecule = atoms.build(id(header.id(), record, comment));
    qm9.accept(properties);
    return molecule;
  }

  /**
   * Whether the comment is missing: the line looks like an atom, and with it there are as many rows
   * as the frame has atoms, not one more.
   */
  private boolean isFirstAtom(Line line, int count) {
    if (!isPlainRow(line)
        || Elements.atomicNumber(cells(line, XyzHeader.PLAIN.columns())[0]).isEmpty()) {
      return false;
    }
    Deque<Line> seen = new ArrayDeque<>();
    boolean row = true;
    int ahead = 0;
    while (row && seen.size() < count && ahead < MAX_AHEAD) {
      Line next = lines().next();
      row = next != null && isPlainRow(next);
      if (next != null) {
        seen.push(next);
        ahead += next.text().length();
      }
    }
    int rows = (int) seen.stream().filter(XyzReader::isPlainRow).count();
    seen.forEach(lines()::pushBack);
    return rows == count - 1;
  }

  private int count(Line line) throws RecordFault {
    int count = line.cut() ? -1 : Numerals.count(line.text().strip());
    if (count < 0) {
      throw line.malformedStart("the number of atoms expected");
    }
    if (count == 0) {
      if (!atFrame()) {
        lines().next();
      }
      throw new RecordFault(RejectReason.NO_ATOMS, line.number(), "the frame has no atoms");
    }
    if (count > MAX_ATOMS) {
      throw line.malformedStart("at most " + MAX_ATOMS + " atoms expected");
    }
    return count;
  }

  /**
   * Reads the rows. After a faulty value in a well-formed row the rest of the frame is still read,
   * so that the next frame begins where the count says, whatever it holds itself.
   */
  private AtomList rows(int count, XyzHeader header) throws RecordFault {
    AtomList atoms = new AtomList();
    RecordFault fault = null;
    for (int row = 0; row < count; row++) {
      Line line = lines().next();
      if (line == null) {
        throw lines().truncated("after %d of %d atoms".formatted(row, count));
      }
      String[] cells = cells(line, header.columns());
      if (!isRow(cells, header)) {
        lines().pushBack(line);
        throw fault != null ? fault : notRow(line, header, row, count);
      }
      if (kept != null) {
        kept.add(line);
      }
      if (fault == null) {
        fault = add(atoms, cells, header, line);
      }
    }
    Line surplus = rowAhead(header);
    if (fault != null) {
      inFrame = surplus != null;
      throw fault;
    }
    if (surplus != null) {
      throw surplus.malformedStart("the frame says %d atoms but has more".formatted(count));
    }
    return atoms;
  }

  /** The next line if it is one more row, which stays to be read; otherwise null. */
  private @Nullable Line rowAhead(XyzHeader header) {
    Line line = lines().next();
    if (line == null) {
      return null;
    }
    lines().pushBack(line);
    return isRow(cells(line, header.columns()), header) ? line : null;
  }

  private static @Nullable RecordFault add(
      AtomList atoms, String[] cells, XyzHeader header, Line line) {
    int p = header.position();
    try {
      atoms.add(cells[header.element()], cells[p], cells[p + 1], cells[p + 2], line);
      return null;
    } catch (RecordFault fault) {
      return fault;
    }
  }

  private static RecordFault notRow(Line line, XyzHeader header, int row, int count) {
    return line.malformed(
        "a row of element and x, y, z (%d columns) expected as atom %d of %d"
            .formatted(header.columns(), row + 1, count));
  }

  /** Whether a frame begins at the next line; reads ahead but consumes nothing. */
  private boolean atFrame() {
    Line first = lines().next();
    int count = first == null ? -1 : Numerals.count(first.text().strip());
    Line second = count < 0 ? null : lines().next();
    Line third = second == null ? null : lines().next();
    boolean frame = second != null && !isPlainRow(second) && startsFrame(count, second, third);
    for (Line line : new Line @Nullable [] {third, second, first}) {
      if (line != null) {
        lines().pushBack(line);
      }
    }
    return frame;
  }

  private static boolean startsFrame(int count, Line comment, @Nullable Line after) {
    if (count == 0) {
      return after == null || after.text().isBlank() || Numerals.count(after.text().strip()) >= 0;
    }
    if (after == null) {
      return false;
    }
    try {
      XyzHeader header = XyzHeader.parse(comment);
      return isRow(cells(after, header.columns()), header);
    } catch (RecordFault unreadableComment) {
      return isPlainRow(after);
    }
  }

  private static boolean isPlainRow(Line line) {
    return isRow(cells(line, XyzHeader.PLAIN.columns()), XyzHeader.PLAIN)
        && !Qm9Lines.isComment(line);
  }

  /**
   * Whether the cells have the shape of a row; whether element and numbers are good is not asked. A
   * line of decimals only, as the frequencies of raw QM9, has not.
   */
  private static boolean isRow(String[] cells, XyzHeader header) {
    if (cells.length < header.columns()
        || cells[header.element()].length() > 8
        || cells[header.element()].indexOf('.') >= 0) {
      return false;
    }
    for (int axis = 0; axis < 3; axis++) {
      if (!Numerals.isNumber(cells[header.position() + axis])) {
        return false;
      }
    }
    return true;
  }

  /** The cells of a row; those after the needed ones stay in one piece. */
  private static String[] cells(Line line, int needed) {
    return line.cut() || line.text().length() > MAX_ROW
        ? new String[0]
        : line.text().strip().split("[ \\t]+", needed + 1);
  }
}
