package io.molspectra.molecule;

import io.molspectra.npz.NpyFormatException;
import io.molspectra.npz.NpyRows;
import io.molspectra.npz.NpyType;
import io.molspectra.npz.NpzReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Frames of one molecule with energies and forces in an npz file: MD17 (keys z, R, E, F) and rMD17
 * (nuclear_charges, coords, energies, forces). Arrays under other keys are not touched, so they may
 * be pickled objects. Opening reads no more than the atoms and the shapes.
 *
 * <p>Frame i, from 0, is record i + 1 of {@link #molecules()}, and has the id {@code stem_i}, the
 * stem being the file's name without .npz.
 */
public final class FrameFile implements Closeable {

  private final Path file;
  private final NpzReader npz;
  private final FrameKeys keys;
  private final int[] atomicNumbers;
  private final int frames;

  private FrameFile(Path file, NpzReader npz) throws IOException {
    this.file = file;
    this.npz = npz;
    keys = FrameKeys.of(npz.names(), file);
    atomicNumbers = FrameKeys.elements(npz, keys.elements(), file);
    long[] shape = npz.shape(keys.positions());
    int atoms = atomicNumbers.length;
    if (shape.length != 3 || shape[1] != atoms || shape[2] != 3 || shape[0] > Integer.MAX_VALUE) {
      throw wrongShape(keys.positions(), shape, "[frames, " + atoms + ", 3]");
    }
    frames = (int) shape[0];
    if (hasEnergies()) {
      requireShape(keys.energies(), new long[] {frames}, new long[] {frames, 1});
    }
    if (hasForces()) {
      requireShape(keys.forces(), shape, shape);
    }
    requireAngstrom();
  }

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws NpyFormatException if it is no npz file, lacks atoms or positions, or its arrays
   *     contradict each other in number of frames or atoms
   */
  public static FrameFile open(Path file) throws IOException {
    NpzReader npz = NpzReader.open(file);
    try {
      return new FrameFile(file, npz);
    } catch (IOException | RuntimeException e) {
      npz.close();
      throw e;
    }
  }

  /** Number of frames, those included that {@link #molecules()} rejects. */
  public int frameCount() {
    return frames;
  }

  /** Elements of the atoms, the same in all frames, [atoms]. */
  public int[] atomicNumbers() {
    return atomicNumbers.clone();
  }

  /** Whether the file has energies. */
  public boolean hasEnergies() {
    return npz.names().contains(keys.energies());
  }

  /** Whether the file has forces. */
  public boolean hasForces() {
    return npz.names().contains(keys.forces());
  }

  /**
   * Energies as they stand in the file, NaN included, [frames]; kcal/mol in MD17 and rMD17.
   *
   * @throws NpyFormatException if there are none, or the array is damaged
   */
  public double[] energies() throws IOException {
    return numbers(keys.energies()).clone();
  }

  /**
   * Forces as they stand in the file, NaN included, [frames, atoms, 3] in one row; kcal/mol per
   * angstrom in MD17 and rMD17.
   *
   * @throws NpyFormatException if there are none, or the array is damaged
   */
  public float[] forces() throws IOException {
    float[] forces = new float[Math.multiplyExact(frames, 3 * atomicNumbers.length)];
    try (NpyRows rows = npz.rows(keys.forces())) {
      double[] row = new double[rows.width()];
      for (int at = 0; rows.next(row); ) {
        for (double value : row) {
          forces[at++] = (float) value;
        }
      }
    }
    return forces;
  }

  /** The unit of energies that the file itself states under e_unit; MD17 and rMD17 state none. */
  public Optional<String> statedEnergyUnit() throws IOException {
    return Optional.ofNullable(text("e_unit"));
  }

  /**
   * The frames as records; a frame with positions that are not finite, or with atoms on one point,
   * is rejected. Closing the reader leaves this file open; close it first.
   *
   * @throws NpyFormatException if the positions cannot be read
   */
  public MoleculeReader molecules() throws IOException {
    return reader(() -> {});
  }

  @Override
  public void close() throws IOException {
    npz.close();
  }

  /** Opens a file as a reader that closes it. */
  static MoleculeReader reader(Path file) throws IOException {
    FrameFile frames = open(file);
    try {
      return frames.reader(frames);
    } catch (IOException | RuntimeException e) {
      frames.close();
      throw e;
    }
  }

  private MoleculeReader reader(Closeable toClose) throws IOException {
    Origin origin = new Origin(file.toString(), FileFormat.stem(file.toString()));
    double farthest =
        npz.type(keys.positions()) == NpyType.FLOAT32
            ? MoleculeReaders.MAX_COORDINATE
            : FarPlaces.FARTHEST;
    return new FrameReader(origin, atomicNumbers, farthest, npz.rows(keys.positions()), toClose);
  }

  private double[] numbers(String key) throws IOException {
    return FrameKeys.numbers(npz, key, file).toDoubles();
  }

  private void requireAngstrom() throws IOException {
    String unit = text("r_unit");
    if (unit != null && !unit.toLowerCase(Locale.ROOT).matches("a|å|ang.*")) {
      throw new NpyFormatException(
          file + " has positions in " + unit + "; convert them to angstrom and r_unit to Ang");
    }
  }

  private @Nullable String text(String key) throws IOException {
    if (!npz.names().contains(key) || npz.type(key) == NpyType.OBJECT) {
      return null;
    }
    return npz.type(key).isText() && npz.shape(key).length == 0
        ? npz.get(key).toStrings()[0]
        : null;
  }

  private void requireShape(String key, long[] expected, long[] alternative) throws IOException {
    long[] shape = npz.shape(key);
    if (!Arrays.equals(shape, expected) && !Arrays.equals(shape, alternative)) {
      throw wrongShape(key, shape, Arrays.toString(expected));
    }
  }

  private NpyFormatException wrongShape(String key, long[] shape, String expected) {
    return new NpyFormatException(
        "%s, array \"%s\", has shape %s where %s is expected: %d atoms by \"%s\""
            .formatted(
                file,
                key,
                Arrays.toString(shape),
                expected,
                atomicNumbers.length,
                keys.elements()));
  }
}
