package io.molspectra.trainer.label;

import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.RejectReason;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an MD17 or rMD17 npz file; other arrays, pickled objects among them, are ignored. A
 * frame's id is the file's name without its ending and the number of the frame, counted from 0 as
 * files of splits do.
 */
final class NpzFrames implements FrameReader {

  private final Path file;
  private final String stem;
  private final int[] elements;
  private final float[] positions;
  private final double[] energies;
  private final float @Nullable [] forces;
  private int frame = -1;

  private NpzFrames(Path file, NpzArrays arrays) {
    this.file = file;
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    this.stem = name.replaceFirst("(?i)\\.npz$", "");
    this.elements = Arrays.stream(arrays.elements()).mapToInt(Math::toIntExact).toArray();
    this.positions = arrays.positions();
    this.energies = arrays.energies();
    this.forces = arrays.forces();
  }

  /**
   * Opens a file.
   *
   * @throws LabelException if its arrays are neither MD17's nor rMD17's, or contradict each other
   */
  static NpzFrames open(Path file) throws IOException {
    return new NpzFrames(file, NpzArrays.read(file));
  }

  @Override
  public boolean hasNext() {
    return frame + 1 < energies.length;
  }

  @Override
  public MoleculeRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file + " has no more frames");
    }
    frame++;
    int size = 3 * elements.length;
    float[] coordinates = Arrays.copyOfRange(positions, frame * size, (frame + 1) * size);
    for (float coordinate : coordinates) {
      if (!Float.isFinite(coordinate)) {
        return rejected(RejectReason.NON_FINITE_COORDINATE, "a coordinate is not a finite number");
      }
    }
    if (overlaps(coordinates)) {
      return rejected(
          RejectReason.OVERLAPPING_ATOMS,
          "two atoms are closer than %s angstrom; are coordinates not in angstrom?"
              .formatted(MoleculeReaders.MIN_DISTANCE));
    }
    return new MoleculeRecord.Parsed(
        file.toString(), frame + 1L, 0, new Molecule(stem + "_" + frame, elements, coordinates));
  }

  @Override
  public double energy() {
    return energies[frame];
  }

  @Override
  public float @Nullable [] forces() {
    int size = 3 * elements.length;
    return forces == null ? null : Arrays.copyOfRange(forces, frame * size, (frame + 1) * size);
  }

  @Override
  public long line() {
    return 0;
  }

  @Override
  public void close() {}

  private MoleculeRecord rejected(RejectReason reason, String message) {
    return new MoleculeRecord.Rejected(
        file.toString(), frame + 1L, 0, stem + "_" + frame, reason, message);
  }

  private static boolean overlaps(float[] positions) {
    float limit = MoleculeReaders.MIN_DISTANCE * MoleculeReaders.MIN_DISTANCE;
    for (int i = 3; i < positions.length; i += 3) {
      for (int j = 0; j < i; j += 3) {
        float dx = positions[i] - positions[j];
        float dy = positions[i + 1] - positions[j + 1];
        float dz = positions[i + 2] - positions[j + 2];
        if (dx * dx + dy * dy + dz * dz < limit) {
          return true;
        }
      }
    }
    return false;
  }

  /** The arrays of a file, their shapes checked. */
  record NpzArrays(
      long[] elements, float[] positions, double[] energies, float @Nullable [] forces) {

    static NpzArrays read(Path file) throws IOException {
      try (NpzReader npz = NpzReader.open(file)) {
        Set<String> names = npz.names();
        if (names.containsAll(Set.of("z", "R", "E"))) {
          return read(file, npz, "z", "R", "E", "F");
        }
        if (names.containsAll(Set.of("nuclear_charges", "coords", "energies"))) {
          return read(file, npz, "nuclear_charges", "coords", "energies", "forces");
        }
        throw new LabelException(
            LabelException.Problem.MISSING_COLUMN,
            "%s holds neither MD17's arrays (z, R, E, F) nor rMD17's (nuclear_charges, coords,"
                    .formatted(file)
                + " energies, forces); it has "
                + String.join(", ", names));
      }
    }

    private static NpzArrays read(Path file, NpzReader npz, String z, String r, String e, String f)
        throws IOException {
      NpyArray elements = npz.get(z);
      NpyArray energies = npz.get(e);
      long[] shape = npz.shape(r);
      boolean fits =
          shape.length == 3
              && shape[2] == 3
              && elements.shape().length == 1
              && elements.size() == shape[1]
              && energies.size() == shape[0];
      long[] forceShape = npz.names().contains(f) ? npz.shape(f) : shape;
      if (!fits || !Arrays.equals(forceShape, shape)) {
        throw new LabelException(
            LabelException.Problem.WRONG_SHAPE,
            "%s: %s %s, %s %s, %s %s and %s %s do not belong together; [n], [T, n, 3], [T] or [T, 1] and"
                    .formatted(
                        file,
                        z,
                        Arrays.toString(elements.shape()),
                        r,
                        Arrays.toString(shape),
                        e,
                        Arrays.toString(energies.shape()),
                        f,
                        Arrays.toString(forceShape))
                + " [T, n, 3] are expected");
      }
      try {
        return new NpzArrays(
            elements.toLongs(),
            npz.get(r).toFloats(),
            energies.toDoubles(),
            npz.names().contains(f) ? npz.get(f).toFloats() : null);
      } catch (IllegalStateException wrongType) {
        throw new LabelException(
            LabelException.Problem.WRONG_SHAPE,
            "%s: %s must be whole numbers, and %s, %s and %s numbers (%s)"
                .formatted(file, z, r, e, f, wrongType.getMessage()),
            wrongType);
      }
    }
  }
}
