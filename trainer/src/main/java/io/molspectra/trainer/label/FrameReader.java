package io.molspectra.trainer.label;

import io.molspectra.molecule.MoleculeReader;
import org.jspecify.annotations.Nullable;

/** Reads frames with energies and forces; the labels are those of the frame last returned. */
interface FrameReader extends MoleculeReader {

  /** Energy of the frame, NaN if it has none. */
  double energy();

  /** Forces on the frame's atoms, [atoms, 3], or null if it has none; the caller keeps no hold. */
  float @Nullable [] forces();

  /** 1-based line of the frame's labels, 0 if the file has no lines. */
  long line();
}
