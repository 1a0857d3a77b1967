package io.molspectra.trainer.label;

import io.molspectra.predict.EnergyUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Frames of MD17 (arrays z, R, E, F) or rMD17 (nuclear_charges, coords, energies, forces): column
 * {@code energy} [kcal/mol] and forces [kcal/mol/A]. Frames keep their order; ids are the file's
 * name and the number of the frame, counted from 0.
 */
public final class Md17Labels implements LabelSource {

  private final List<Path> files;
  private final int maxZ;

  /**
   * @param files npz files, one after another
   * @param maxZ elements from this atomic number on are rejected
   */
  public Md17Labels(List<Path> files, int maxZ) {
    this.files = List.copyOf(files);
    this.maxZ = maxZ;
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.molspectra.npz.NpyFormatException if an array is damaged
   */
  @Override
  public LabelledMolecules read(LabelReport report) throws IOException {
    return FrameCollection.read(
        files, NpzFrames::open, EnergyUnit.KILOCALORIE_PER_MOLE, maxZ, report);
  }
}
