package io.molspectra.molecule;

/** Ways a single record can be damaged, and the reason a reader must give. */
enum Damage {
  NAN_COORDINATE(RejectReason.NON_FINITE_COORDINATE, 3, "O 0 0 0", "H 0 nan 1", "H 0 1 0"),
  INFINITE_COORDINATE(RejectReason.NON_FINITE_COORDINATE, 3, "O 0 0 0", "H 0 -Inf 1", "H 0 1 0"),
  OVERFLOWING_COORDINATE(RejectReason.NON_FINITE_COORDINATE, 2, "O 0 0 1e99", "H 0 1 0"),
  UNKNOWN_ELEMENT(RejectReason.UNKNOWN_ELEMENT, 3, "O 0 0 0", "Xx 0 0 1", "H 0 1 0"),
  DUMMY_ATOM(RejectReason.UNKNOWN_ELEMENT, 2, "* 0 0 0", "H 0 0 1"),
  NO_ATOMS(RejectReason.NO_ATOMS, 0),
  ATOMS_ON_ONE_POINT(RejectReason.OVERLAPPING_ATOMS, 3, "O 0 0 0", "H 0 0 1", "H 0 0 1"),
  ATOMS_TOO_CLOSE(RejectReason.OVERLAPPING_ATOMS, 2, "H 0 0 0", "H 0 0.09 0"),
  COUNT_TOO_LARGE(RejectReason.SYNTAX, 5, "O 0 0 0", "H 0 0 1", "H 0 1 0"),
  COUNT_TOO_SMALL(RejectReason.SYNTAX, 2, "O 0 0 0", "H 0 0 1", "H 0 1 0"),
  COUNT_HUGE(RejectReason.SYNTAX, 999999999, "O 0 0 0", "H 0 0 1"),
  COORDINATE_NOT_A_NUMBER(RejectReason.SYNTAX, 3, "O 0 0 0", "H 0 one 1", "H 0 1 0"),
  COORDINATE_JAVA_ONLY(RejectReason.SYNTAX, 2, "O 0 0 0", "H 0 1f 1"),
  BYTES_IN_ROW(RejectReason.ENCODING, 3, "O 0 0 0", "H 0 \u00e9\u0000 1", "H 0 1 0"),
  BYTES_IN_ELEMENT(RejectReason.ENCODING, 2, "\u0001 0 0 0", "H 0 0 1");

  final RejectReason reason;
  final int statedAtoms;
  final String[] atoms;

  Damage(RejectReason reason, int statedAtoms, String... atoms) {
    this.reason = reason;
    this.statedAtoms = statedAtoms;
    this.atoms = atoms;
  }
}
