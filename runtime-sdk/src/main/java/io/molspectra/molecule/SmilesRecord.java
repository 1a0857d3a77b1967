package io.molspectra.molecule;

/** One line of a file of SMILES. */
public sealed interface SmilesRecord {

  /** 1-based number of the line in the (decompressed) file. */
  long line();

  /**
   * A line with a SMILES; whether that is chemistry is not looked at.
   *
   * @param smiles first word of the line
   * @param id the rest of the line, or the number of the line if there is none
   */
  record Read(long line, String smiles, String id) implements SmilesRecord {}

  /**
   * A line that is no text, or where the file breaks off.
   *
   * @param reason kind of fault
   * @param message what is wrong and, where one is known, the cure
   */
  record Rejected(long line, RejectReason reason, String message) implements SmilesRecord {}
}
