package io.molspectra.trainer.label;

import io.molspectra.molecule.Molecule;

/** Tells, where rows are joined by their order, whether a row can be a structure's. */
interface RowCheck {

  /** Believes every row. */
  RowCheck NONE = (molecule, table, row) -> true;

  /** False only if the row speaks against it. */
  boolean fits(Molecule molecule, LabelTable table, LabelTable.Row row);
}
