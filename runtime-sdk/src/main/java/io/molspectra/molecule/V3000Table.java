package io.molspectra.molecule;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the connection table of a V3000 record, from BEGIN CTAB to END CTAB. Atoms keep the order
 * of the file, whatever indices they have; bonds are checked and asked as in V2000; other blocks (S
 * groups, collections) are passed over.
 */
final class V3000Table {

  private static final String PREFIX = "M  V30 ";

  /** Of an atom that is charged, a radical, or states its valence. */
  private static final Pattern FREE = Pattern.compile("(^|\\s)(CHG|RAD|VAL)=[+-]?0*[1-9]");

  /** Lines of the record that is being read. */
  interface Source {
    /**
     * The next line.
     *
     * @param where for the message, if there is none
     * @throws RecordFault if the file or the record ends here
     */
    Line next(String where) throws RecordFault;
  }

  private final Source source;
  private final BondedAtoms bonded = new BondedAtoms();
  private final AtomList atoms = bonded.atoms();

  /** Atoms, from 0, by the index that bonds call them. */
  private final Map<String, Integer> indices = new HashMap<>();

  private Line line;

  private V3000Table(Source source, Line counts) {
    this.source = source;
    this.line = counts;
  }

  /**
   * Reads the table that follows the line of counts, through its last line.
   *
   * @param counts the fourth line of the record
   */
  static BondedAtoms read(Source source, Line counts) throws RecordFault {
    return new V3000Table(source, counts).table();
  }

  private BondedAtoms table() throws RecordFault {
    expect(next("before its table"), "BEGIN CTAB");
    String[] counts = next("before its counts").split(" +");
    if (!counts[0].equals("COUNTS")) {
      throw line.malformed("\"" + PREFIX + "COUNTS\" expected");
    }
    int atomCount = count(counts, 1, "the number of atoms");
    int bondCount = count(counts, 2, "the number of bonds");
    if (atomCount == 0) {
      throw new RecordFault(RejectReason.NO_ATOMS, line.number(), "the record has no atoms");
    }
    if (atomCount > XyzReader.MAX_ATOMS) {
      throw line.malformed("at most " + XyzReader.MAX_ATOMS + " atoms expected");
    }
    int bonds = 0;
    for (String text = next("after its counts"); !text.startsWith("END CTAB"); ) {
      if (text.startsWith("BEGIN ATOM")) {
        readAtoms(atomCount);
      } else if (text.startsWith("BEGIN BOND")) {
        bonds += readBonds(bondCount);
      }
      text = next("inside its table");
    }
    if (atoms.count() != atomCount || bonds != bondCount) {
      throw line.malformed(
          "%d atoms and %d bonds counted, %d and %d expected"
              .formatted(atoms.count(), bonds, atomCount, bondCount));
    }
    return bonded;
  }

  private void readAtoms(int atomCount) throws RecordFault {
    while (true) {
      String where = "after %d of %d atoms".formatted(atoms.count(), atomCount);
      String text = next(where);
      if (text.startsWith("END ATOM")) {
        return;
      }
      String[] cells = text.split("[ \\t]+", 6);
      if (cells.length < 5 || Numerals.count(cells[0]) < 1 || atoms.count() == atomCount) {
        throw line.malformed(
            "index, element, x, y, z or \"END ATOM\" expected %s; are its counts right?"
                .formatted(where));
      }
      if (indices.putIfAbsent(cells[0], atoms.count()) != null) {
        throw line.malformed("an index that no other atom has expected");
      }
      atoms.add(cells[1], cells[2], cells[3], cells[4], line);
      if (cells.length > 5 && FREE.matcher(cells[5]).find()) {
        bonded.free(atoms.count() - 1);
      }
    }
  }

  private int readBonds(int bondCount) throws RecordFault {
    for (int bonds = 0; ; bonds++) {
      String where = "after %d of %d bonds".formatted(bonds, bondCount);
      String text = next(where);
      if (text.startsWith("END BOND")) {
        return bonds;
      }
      String[] cells = text.split("[ \\t]+", 5);
      Integer from = cells.length < 4 ? null : indices.get(cells[2]);
      Integer to = cells.length < 4 ? null : indices.get(cells[3]);
      if (bonds == bondCount || from == null || to == null) {
        throw line.malformed(
            "a bond between two atoms of the record or \"END BOND\" expected %s; are its counts"
                    .formatted(where)
                + " right?");
      }
      bonded.bond(from, to, Numerals.count(cells[1]));
    }
  }

  /** What a line holds behind its prefix, lines that it goes on in included. */
  private String next(String where) throws RecordFault {
    String text = content(where);
    if (!text.endsWith("-")) {
      return text.strip();
    }
    StringBuilder joined = new StringBuilder();
    while (text.endsWith("-")) {
      joined.append(text, 0, text.length() - 1);
      if (joined.length() > LineSource.MAX_LENGTH) {
        throw line.malformed("at most " + LineSource.MAX_LENGTH + " bytes in one entry expected");
      }
      text = content(where);
    }
    return joined.append(text).toString().strip();
  }

  private String content(String where) throws RecordFault {
    line = source.next(where);
    if (line.cut() || !line.text().startsWith(PREFIX)) {
      throw line.malformed("a line that begins with \"" + PREFIX + "\" expected " + where);
    }
    return line.text().substring(PREFIX.length());
  }

  private void expect(String text, String wanted) throws RecordFault {
    if (!text.startsWith(wanted)) {
      throw line.malformed("\"" + PREFIX + wanted + "\" expected");
    }
  }

  private int count(String[] cells, int at, String what) throws RecordFault {
    int count = at < cells.length ? Numerals.count(cells[at]) : -1;
    if (count < 0) {
      throw line.malformed(what + " expected");
    }
    return count;
  }
}
