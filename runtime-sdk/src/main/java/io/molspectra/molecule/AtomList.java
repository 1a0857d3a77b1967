package io.molspectra.molecule;

import java.util.Arrays;
import java.util.OptionalInt;

/** The atoms of a record while it is read; checks what no format checks. */
final class AtomList {

  private static final int PAIRWISE_LIMIT = 200;

  private int count;
  private int[] atomicNumbers = new int[32];
  private float[] positions = new float[96];
  private long[] lines = new long[32];

  int count() {
    return count;
  }

  /**
   * Adds an atom.
   *
   * @param element symbol or atomic number
   * @throws RecordFault UNKNOWN_ELEMENT, NON_FINITE_COORDINATE, or that of a malformed line
   */
  void add(String element, String x, String y, String z, Line line) throws RecordFault {
    int number = element(element, line);
    add(number, coordinate(x, line), coordinate(y, line), coordinate(z, line), line.number());
  }

  /**
   * The molecule.
   *
   * @throws RecordFault OVERLAPPING_ATOMS if two atoms are closer than {@link
   *     MoleculeReaders#MIN_DISTANCE}
   */
  Molecule build(String id) throws RecordFault {
    checkDistances();
    return new Molecule(
        id, Arrays.copyOf(atomicNumbers, count), Arrays.copyOf(positions, 3 * count));
  }

  /** Adds an atom whose coordinates are known to be finite; the line is 0 if there is none. */
  void add(int number, float x, float y, float z, long line) {
    if (count == atomicNumbers.length) {
      atomicNumbers = Arrays.copyOf(atomicNumbers, 2 * count);
      positions = Arrays.copyOf(positions, 6 * count);
      lines = Arrays.copyOf(lines, 2 * count);
    }
    atomicNumbers[count] = number;
    lines[count] = line;
    positions[3 * count] = x;
    positions[3 * count + 1] = y;
    positions[3 * count + 2] = z;
    count++;
  }

  private static int element(String text, Line line) throws RecordFault {
    OptionalInt number = Elements.atomicNumber(text);
    if (number.isPresent()) {
      return number.getAsInt();
    }
    if (!text.isEmpty() && text.length() <= 3 && text.chars().allMatch(Character::isDigit)) {
      int z = Integer.parseInt(text);
      if (Elements.isElement(z)) {
        return z;
      }
    }
    RecordFault fault = line.malformed("an element symbol or atomic number expected");
    if (fault.reason() != RejectReason.SYNTAX || text.isEmpty()) {
      throw fault;
    }
    throw new RecordFault(
        RejectReason.UNKNOWN_ELEMENT,
        line.number(),
        "\"" + text + "\" is no element; dummy atoms, R groups and numbered labels are not read");
  }

  /** Parses a coordinate in angstrom, Fortran's D exponents and Mathematica's "*^" included. */
  static float coordinate(String text, Line line) throws RecordFault {
    String number = text.strip();
    if (!Numerals.isPlain(number)) {
      if (Numerals.namesNonFinite(number)) {
        throw nonFinite(text, line);
      }
      number = Numerals.withStandardExponent(number);
    }
    if (!Numerals.isPlain(number)) {
      throw line.malformed("a coordinate expected where \"" + text.strip() + "\" stands");
    }
    float value;
    try {
      value = Float.parseFloat(number);
    } catch (NumberFormatException e) {
      throw line.malformed("a coordinate expected where \"" + text.strip() + "\" stands");
    }
    if (!Float.isFinite(value)) {
      throw nonFinite(text, line);
    }
    return value;
  }

  private static RecordFault nonFinite(String text, Line line) {
    return new RecordFault(
        RejectReason.NON_FINITE_COORDINATE,
        line.number(),
        "coordinate " + text.strip() + " is not a finite number");
  }

  private void checkDistances() throws RecordFault {
    if (count <= PAIRWISE_LIMIT) {
      for (int i = 1; i < count; i++) {
        for (int j = 0; j < i; j++) {
          checkDistance(j, i);
        }
      }
      return;
    }
    new NearPoints(positions, count).forEach(this::checkDistance);
  }

  private void checkDistance(int first, int second) throws RecordFault {
    float dx = positions[3 * first] - positions[3 * second];
    float dy = positions[3 * first + 1] - positions[3 * second + 1];
    float dz = positions[3 * first + 2] - positions[3 * second + 2];
    float squared = dx * dx + dy * dy + dz * dz;
    if (squared < MoleculeReaders.MIN_DISTANCE * MoleculeReaders.MIN_DISTANCE) {
      throw new RecordFault(
          RejectReason.OVERLAPPING_ATOMS,
          lines[second],
          "atoms %d and %d are %.3f angstrom apart, less than %s; is the geometry missing or are"
                  .formatted(
                      first + 1, second + 1, Math.sqrt(squared), MoleculeReaders.MIN_DISTANCE)
              + " coordinates not in angstrom?");
    }
  }
}
