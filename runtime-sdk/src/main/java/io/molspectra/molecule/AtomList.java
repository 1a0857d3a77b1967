package io.molspectra.molecule;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The atoms of a record while it is read; checks what no format checks. */
final class AtomList {

  private static final int PAIRWISE_LIMIT = 200;

  /** Further out, in angstrom, the places are kept as doubles until the molecule is moved. */
  private static final float FAR = 1e3f;

  private final double farthest;

  private int count;
  private int[] atomicNumbers = new int[32];
  private float[] positions = new float[96];
  private long[] lines = new long[32];

  /** The places unrounded; null while none is far. */
  private @Nullable FarPlaces exact;

  AtomList() {
    this(FarPlaces.FARTHEST);
  }

  /**
   * @param farthest coordinates beyond this, in angstrom, are refused; those that were rounded to
   *     float32 before are no good beyond {@link MoleculeReaders#MAX_COORDINATE}
   */
  AtomList(double farthest) {
    this.farthest = farthest;
  }

  int count() {
    return count;
  }

  int atomicNumber(int atom) {
    return atomicNumbers[atom];
  }

  /** Line the atom was read from; 0 if there is none. */
  long line(int atom) {
    return lines[atom];
  }

  /**
   * Adds an atom.
   *
   * @param element symbol or atomic number
   * @throws RecordFault UNKNOWN_ELEMENT, NON_FINITE_COORDINATE, COORDINATE_OUT_OF_RANGE, or that of
   *     a malformed line
   */
  void add(String element, String x, String y, String z, Line line) throws RecordFault {
    int number = element(element, line);
    float roundX = coordinate(x, line);
    float roundY = coordinate(y, line);
    float roundZ = coordinate(z, line);
    put(number, roundX, roundY, roundZ, line.number());
    // A second parsing costs as much as the first: only few atoms are worth it.
    if (exact != null || isFar(roundX, roundY, roundZ)) {
      keepExact(
          Double.parseDouble(numeral(x, line)),
          Double.parseDouble(numeral(y, line)),
          Double.parseDouble(numeral(z, line)));
    }
  }

  /**
   * Adds an atom whose coordinates are known to be finite; the line is 0 if there is none.
   *
   * @throws RecordFault COORDINATE_OUT_OF_RANGE
   */
  void add(int number, double x, double y, double z, long line) throws RecordFault {
    put(number, (float) x, (float) y, (float) z, line);
    if (exact != null || isFar((float) x, (float) y, (float) z)) {
      keepExact(x, y, z);
    }
  }

  /**
   * The molecule.
   *
   * @throws RecordFault OVERLAPPING_ATOMS if two atoms are closer than {@link
   *     MoleculeReaders#MIN_DISTANCE}; COORDINATE_OUT_OF_RANGE if atoms are too far apart
   */
  Molecule build(String id) throws RecordFault {
    if (exact != null) {
      exact.moveToOrigin(positions, lines);
    }
    checkDistances();
    return new Molecule(
        id, Arrays.copyOf(atomicNumbers, count), Arrays.copyOf(positions, 3 * count));
  }

  private void put(int number, float x, float y, float z, long line) {
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

  private static boolean isFar(float x, float y, float z) {
    return Math.abs(x) > FAR || Math.abs(y) > FAR || Math.abs(z) > FAR;
  }

  /** Keeps the place of the atom that was added last. */
  private void keepExact(double x, double y, double z) throws RecordFault {
    if (exact == null) {
      exact = new FarPlaces(farthest, positions, count - 1);
    }
    exact.add(x, y, z, lines[count - 1]);
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
    String number = numeral(text, line);
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

  private static String numeral(String text, Line line) throws RecordFault {
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
    return number;
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
