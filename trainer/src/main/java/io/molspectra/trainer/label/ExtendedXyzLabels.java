package io.molspectra.trainer.label;

import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.XyzFrames;
import io.molspectra.predict.EnergyUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Frames of extended xyz with their energy in the comment and forces in further columns of the
 * rows: column {@code energy} in a unit that the file does not say, and forces in that unit per
 * angstrom.
 */
public final class ExtendedXyzLabels implements LabelSource {

  private final List<Path> files;
  private final EnergyUnit unit;
  private final Keys keys;
  private final int maxZ;

  /**
   * What files call energies and forces, in upper or lower case; of several in a frame the first
   * counts.
   *
   * @param energy keys of the comment
   * @param forces names in Properties, columns of width 3
   */
  public record Keys(List<String> energy, List<String> forces) {

    /** Usual names; those that say they are reference values come first. */
    public static final Keys USUAL =
        new Keys(
            List.of("ref_energy", "dft_energy", "energy", "total_energy", "potential_energy"),
            List.of("ref_forces", "dft_forces", "forces", "force"));

    /** Copies the lists. */
    public Keys {
      energy = energy.stream().map(key -> key.toLowerCase(Locale.ROOT)).toList();
      forces = List.copyOf(forces);
    }
  }

  /**
   * @param files extended xyz, possibly compressed, one after another
   * @param unit of the energies; most files are in eV
   * @param keys what the files call energies and forces
   * @param maxZ elements from this atomic number on are rejected
   */
  public ExtendedXyzLabels(List<Path> files, EnergyUnit unit, Keys keys, int maxZ) {
    this.files = List.copyOf(files);
    this.unit = unit;
    this.keys = keys;
    this.maxZ = maxZ;
  }

  @Override
  public LabelledMolecules read(LabelReport report) throws IOException {
    return FrameCollection.read(
        files, file -> new Frames(XyzFrames.open(file)), unit, maxZ, report);
  }

  /** Finds energy and forces in what a frame says. */
  private final class Frames implements FrameReader {

    private final XyzFrames frames;

    Frames(XyzFrames frames) {
      this.frames = frames;
    }

    @Override
    public boolean hasNext() {
      return frames.hasNext();
    }

    @Override
    public MoleculeRecord next() {
      return frames.next();
    }

    @Override
    public double energy() {
      for (String key : keys.energy()) {
        String value = frames.entries().get(key);
        if (value != null) {
          try {
            return LabelNumber.parse(value);
          } catch (NumberFormatException e) {
            return Double.NaN;
          }
        }
      }
      return Double.NaN;
    }

    @Override
    public float @Nullable [] forces() {
      for (String name : keys.forces()) {
        double[] values = frames.columns(name, 3);
        if (values != null) {
          float[] forces = new float[values.length];
          for (int i = 0; i < forces.length; i++) {
            forces[i] = (float) values[i];
          }
          return forces;
        }
      }
      return null;
    }

    @Override
    public long line() {
      return frames.line();
    }

    @Override
    public void close() throws IOException {
      frames.close();
    }
  }
}
