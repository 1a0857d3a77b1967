package io.molspectra.molecule;

import org.jspecify.annotations.Nullable;

/**
 * Reads MDL mol and SD files, V2000 and V3000, in any mixture. Atom order and coordinates are the
 * file's. Bonds are checked for plausibility (a wrong count shows there), asked whether hydrogens
 * are missing, and dropped; other properties and data items are skipped.
 */
final class SdfReader extends TextMoleculeReader {

  private static final String END_OF_RECORD = "$$$$";

  /** Last column of an atom's charge, of which 4 is a radical. */
  private static final int CHARGE = 38;

  /** Last column of the valence that a record states for an atom that has not the usual one. */
  private static final int VALENCE = 50;

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
    BondedAtoms atoms =
        counts.text().contains("V3000")
            ? V3000Table.read(this::lineOfRecord, counts)
            : v2000(counts);
    readToEnd(atoms);
    Molecule molecule = atoms.atoms().build(id);
    checkThreeDimensional(molecule, header[1]);
    atoms.requireHydrogens();
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

  private BondedAtoms v2000(Line counts) throws RecordFault {
    int atomCount = field(counts, 0, "the number of atoms");
    int bondCount = field(counts, 3, "the number of bonds");
    if (atomCount == 0) {
      throw new RecordFault(RejectReason.NO_ATOMS, counts.number(), "the record has no atoms");
    }
    BondedAtoms atoms = atoms(atomCount);
    readBonds(bondCount, atoms);
    return atoms;
  }

  private BondedAtoms atoms(int atomCount) throws RecordFault {
    BondedAtoms bonded = new BondedAtoms();
    AtomList atoms = bonded.atoms();
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
      if (isSet(row, CHARGE) || isSet(row, VALENCE) || isSet(row, VALENCE - 1)) {
        bonded.free(atoms.count() - 1);
      }
    }
    return bonded;
  }

  private void readBonds(int bondCount, BondedAtoms atoms) throws RecordFault {
    int atomCount = atoms.atoms().count();
    boolean asked = !atoms.hasHydrogen();
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
      if (asked) {
        atoms.bond(from - 1, to - 1, column(line.text(), 6));
      }
    }
  }

  /** Reads properties and past data items to the end mark, or to the end of the file. */
  private void readToEnd(BondedAtoms atoms) throws RecordFault {
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
        if (inProperties && (text.startsWith("M  CHG") || text.startsWith("M  RAD"))) {
          readFree(text, atoms);
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

  private static boolean isSet(String row, int column) {
    return row.length() > column && row.charAt(column) >= '1' && row.charAt(column) <= '9';
  }

  /** Pairs of an atom and its charge or spin. */
  private static void readFree(String text, BondedAtoms atoms) {
    String[] cells = text.substring(6).strip().split(" +");
    for (int i = 1; i + 1 < cells.length; i += 2) {
      int atom = Numerals.count(cells[i]);
      if (atom >= 1 && atom <= atoms.atoms().count() && !cells[i + 1].matches("[+-]?0+")) {
        atoms.free(atom - 1);
      }
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
