package io.molspectra.trainer.label;

import java.io.IOException;

/** Somewhere labelled molecules are read from. */
public interface LabelSource {

  /**
   * Reads all of it.
   *
   * @param report is told of every structure and label that cannot be used
   * @throws IOException if a file cannot be read
   * @throws LabelException if the data cannot be used as a whole, or at the first bad record if the
   *     report is strict
   * @throws io.molspectra.trainer.data.StructureDataException if no structure can be used
   */
  LabelledMolecules read(LabelReport report) throws IOException;
}
