package io.molspectra.molecule;

import org.jspecify.annotations.Nullable;

/**
 * Reads MDL mol and SD files, V2000 and V3000, in any mixture. Atom order and coordinates are the
 * file's. Bonds are checked for plausibility (a wrong count shows there) and dropped; properties
 * and data items are skipped.
 */
final class SdfReader extends TextMoleculeReader {

  private static final String END_OF_RECORD = "$$$$";

  /** Whether the record being read has not yet come to its end mark. */
  private boolean inRecord;

  SdfReader(Origin origin, LineSource lines) {
    super(origin, lines);
  }

  @Override
  @Nullable Molecule read(long record) throws RecordFault {
    inRecord = true;
    Line[] header = header();
    if (header == null) {
      return null;
    }
    String id = id(header[0].decoded().strip(), record, header[0]);
    Line counts = header[3];
    AtomList atoms =
        counts.text().contains("V3000")
            ? V3000Table.read(this::lineOfRecord, counts)
            : v2000(counts);
    skipToEnd();
    Molecule molecule = atoms.build(id);
    checkThreeDimensional(molecule, header[1]);
    return molecule;
  }

  @Override
  void resynchronise() {
    while (inRecord) {
      Line line = lines().next();
      inRecord = line != null && !isEnd(line);
    }
  }

  /** Title, program, comment and counts lines; null if nothing but blank lines was left. */
  private Line @Nullable [] header() throws RecordFault {
    Line[] header = new Line[4];
    boolean blank = true;
    for (int i = 0; i < header.length; i++) {
      Line line = lines().next();
      if (line == null) {
        if (blank) {
          return null;
        }
        throw lines().truncated("in the header");
      }
      if (i == 0) {
        begin(line);
      }
      rejectEnd(line, "before its counts line");
      blank &= line.text().isBlank();
      header[i] = line;
    }
    if (!blank) {
      return header;
    }
    for (Line line = lines().next(); line != null; line = lines().next()) {
      if (!line.text().isBlank()) {
        rejectEnd(line, "before its counts line");
        throw header[3].malformed("a counts line expected after three header lines");
      }
    }
    return null;
  }

  private AtomList v2000(Line counts) throws RecordFault {
    int atomCount = field(counts, 0, "the number of atoms");
    int bondCount = field(counts, 3, "the number of bonds");
    if (atomCount == 0) {
      throw new RecordFault(RejectReason.NO_ATOMS, counts.number(), "the record has no atoms");
    }
    AtomList atoms = atoms(atomCount);
    checkBonds(bondCount, atomCount);
    return atoms;
  }

  private AtomList atoms(int atomCount) throws RecordFault {
    AtomList atoms = new AtomList();
    while (atoms.count() < atomCount) {
      String where = "after %d of %d atom lines".formatted(atoms.count(), atomCount);
      Line line = lineOfRecord(where);
      String row = line.text();
      if (line.cut() || row.length() < 32) {
        throw line.malformed("an atom line expected " + where);
      }
      atoms.add(
          row.substring(31, Math.min(34, row.length())).strip(),
          row.substring(0, 10),
          row.substring(10, 20),
          row.substring(20, 30),
          line);
    }
    return atoms;
  }

  private void checkBonds(int bondCount, int atomCount) throws RecordFault {
    for (int bond = 0; bond < bondCount; bond++) {
      String where = "after %d of %d bond lines".formatted(bond, bondCount);
      Line line = lineOfRecord(where);
      int from = line.cut() ? -1 : column(line.text(), 0);
      int to = line.cut() ? -1 : column(line.text(), 3);
      if (from < 1 || from > atomCount || to < 1 || to > atomCount) {
        throw line.malformed(
            "a bond between two of %d atoms expected %s; are the counts of the record right?"
                .formatted(atomCount, where));
      }
    }
  }

  /** Reads past properties and data items to the end mark, or to the end of the file. */
  private void skipToEnd() throws RecordFault {
    boolean inProperties = true;
    boolean freeText = false;
    for (Line line = lines().next(); line != null; line = lines().next()) {
      String text = line.text();
      if (isEnd(line)) {
        inRecord = false;
        return;
      }
      boolean endOfTable = text.startsWith("M  END");
      if (!inProperties && endOfTable) {
        throw line.malformed("a second molecule follows without a " + END_OF_RECORD + " between");
      }
      if (inProperties && !freeText) {
        inProperties = !endOfTable && !text.startsWith(">");
        if (inProperties && !isProperty(text)) {
          throw line.malformed("a property or \"M  END\" expected; are the counts right?");
        }
      }
      freeText = !freeText && inProperties && (text.startsWith("A  ") || text.startsWith("G  "));
    }
    inRecord = false;
    // A mol file, or the last record of an SD file, may do without the end mark.
    if (inProperties || lines().failure() != null) {
      throw lines().truncated("after the bonds");
    }
  }

  /** Whether a line is blank or begins as properties do: a capital letter and two blanks. */
  private static boolean isProperty(String text) {
    return text.isBlank()
        || (text.charAt(0) >= 'A' && text.charAt(0) <= 'Z' && text.startsWith("  ", 1));
  }

  private void checkThreeDimensional(Molecule molecule, Line program) throws RecordFault {
    if (!program.text().startsWith("2D", 20)) {
      return;
    }
    for (int atom = 0; atom < molecule.atomCount(); atom++) {
      if (molecule.positions()[3 * atom + 2] != 0) {
        return;
      }
    }
    throw new RecordFault(
        RejectReason.UNSUPPORTED,
        program.number(),
        "the record is a 2D drawing, its coordinates are no geometry; make a 3D conformer first");
  }

  /** The next line, which must neither be missing nor end the record. */
  private Line lineOfRecord(String where) throws RecordFault {
    Line line = lines().next();
    if (line == null) {
      throw lines().truncated(where);
    }
    rejectEnd(line, where);
    return line;
  }

  private void rejectEnd(Line line, String where) throws RecordFault {
    if (isEnd(line)) {
      inRecord = false;
      throw new RecordFault(
          RejectReason.SYNTAX,
          line.number(),
          "the record ends " + where + "; are its counts right?");
    }
  }

  private static boolean isEnd(Line line) {
    return line.text().startsWith(END_OF_RECORD);
  }

  private static int field(Line line, int start, String what) throws RecordFault {
    int value = line.cut() ? -1 : column(line.text(), start);
    if (value < 0) {
      throw line.malformed(
          "%s expected in columns %d-%d of the counts line".formatted(what, start + 1, start + 3));
    }
    return value;
  }

  /** The unsigned number in a column of three, or -1. */
  private static int column(String text, int start) {
    if (text.length() <= start) {
      return -1;
    }
    return Numerals.count(text.substring(start, Math.min(start + 3, text.length())).strip());
  }
}
