package io.molspectra.library;

import io.molspectra.molecule.Molecule;

/** One row of a library. */
public sealed interface LibraryRow {

  /** File the row came from, as the user named it. */
  String source();

  /** 1-based number within the file: of the record, or of the line of a file of SMILES. */
  long record();

  /** Name of the molecule; its record number if it has none. */
  String id();

  /**
   * A molecule in three dimensions.
   *
   * @param line 1-based line of the (decompressed) file in which the record begins, 0 where the
   *     format has no lines
   * @param molecule its id is that of the row
   */
  record Structure(String source, long record, long line, Molecule molecule) implements LibraryRow {
    @Override
    public String id() {
      return molecule.id();
    }
  }

  /**
   * A molecule of which only the bonds are known.
   *
   * @param line 1-based line of the (decompressed) file in which the row begins, 0 where the format
   *     has no lines; it is not the record: lines may be blank or comments, and cells of a table
   *     may hold several
   * @param smiles as it stands in the file; whether it can be read shows when it is used
   */
  record Smiles(String source, long record, long line, String id, String smiles)
      implements LibraryRow {}

  /**
   * A row of which nothing can be made.
   *
   * @param line 1-based line of the fault, 0 if unknown
   * @param id what the molecule would be called; empty if the fault came before its name
   * @param reason name of the kind of fault
   * @param message what is wrong and, where one is known, the cure
   */
  record Unreadable(String source, long record, long line, String id, String reason, String message)
      implements LibraryRow {}
}
