package io.molspectra.molecule;

/** Kinds of fault for which a record of a molecule file is rejected. */
public enum RejectReason {
  /** The file holds no record at all. */
  EMPTY_FILE,
  /** The file ended, or its compression broke, inside a record. */
  TRUNCATED,
  /** Bytes that are not text in the expected encoding. */
  ENCODING,
  /** A line that does not follow the format, a wrong count among them. */
  SYNTAX,
  /** A coordinate that is not a finite number. */
  NON_FINITE_COORDINATE,
  /**
   * A coordinate so far from the origin, or from the other atoms, that the length of a bond cannot
   * be told.
   */
  COORDINATE_OUT_OF_RANGE,
  /** A symbol or number that is no element of the periodic table. */
  UNKNOWN_ELEMENT,
  /** A record without atoms. */
  NO_ATOMS,
  /** Two atoms closer than any chemistry allows. */
  OVERLAPPING_ATOMS,
  /** A record with bonds whose hydrogens were left out. */
  MISSING_HYDROGENS,
  /** A record in a format variant that is not supported. */
  UNSUPPORTED
}
