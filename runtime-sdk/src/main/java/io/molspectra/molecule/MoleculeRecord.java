package io.molspectra.molecule;

/** What a reader found at one place of its input: a molecule, or the reason why there is none. */
public sealed interface MoleculeRecord {

  /** File the record came from, as the user named it. */
  String source();

  /** 1-based number of the record within the file. */
  long record();

  /**
   * A well-formed record.
   *
   * @param line 1-based line of the (decompressed) file in which the record begins, 0 where the
   *     format has no lines
   * @param molecule the molecule; its id is the record's title, or the record number if untitled
   */
  record Parsed(String source, long record, long line, Molecule molecule)
      implements MoleculeRecord {}

  /**
   * A record that could not be turned into a molecule.
   *
   * @param line 1-based line of the fault in the (decompressed) file, 0 if unknown
   * @param id what the molecule would be called; empty if the fault came before its name
   * @param reason kind of fault
   * @param message what is wrong and, where one is known, the cure
   */
  record Rejected(
      String source, long record, long line, String id, RejectReason reason, String message)
      implements MoleculeRecord {}
}
