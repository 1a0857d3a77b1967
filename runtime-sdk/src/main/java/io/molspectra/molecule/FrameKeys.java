package io.molspectra.molecule;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpyFormatException;
import io.molspectra.npz.NpyType;
import io.molspectra.npz.NpzReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the arrays of a file of frames are called. */
record FrameKeys(String elements, String positions, String energies, String forces) {

  private static final List<FrameKeys> KNOWN =
      List.of(
          new FrameKeys("z", "R", "E", "F"),
          new FrameKeys("nuclear_charges", "coords", "energies", "forces"));

  /**
   * The convention that a file follows.
   *
   * @throws NpyFormatException if it has no elements and positions of one convention
   */
  static FrameKeys of(Set<String> names, Path file) throws NpyFormatException {
    for (FrameKeys keys : KNOWN) {
      if (names.contains(keys.elements) && names.contains(keys.positions)) {
        return keys;
      }
    }
    throw new NpyFormatException(
        "%s holds no frames: it has the arrays %s, but neither z and R (MD17) nor nuclear_charges"
                .formatted(file, String.join(", ", names.stream().limit(20).toList()))
            + " and coords (rMD17)");
  }

  /**
   * The elements of the atoms.
   *
   * @throws NpyFormatException if they are not a list of atomic numbers
   */
  static int[] elements(NpzReader npz, String key, Path file) throws IOException {
    long[] shape = npz.shape(key);
    if (shape.length != 1 || shape[0] < 1 || shape[0] > XyzReader.MAX_ATOMS) {
      throw new NpyFormatException(
          "%s, array \"%s\", has shape %s where [atoms], 1 to %d of them, is expected"
              .formatted(file, key, Arrays.toString(shape), XyzReader.MAX_ATOMS));
    }
    double[] values = numbers(npz, key, file).toDoubles();
    int[] elements = new int[values.length];
    for (int atom = 0; atom < elements.length; atom++) {
      elements[atom] = (int) values[atom];
      if (elements[atom] != values[atom] || !Elements.isElement(elements[atom])) {
        throw new NpyFormatException(
            "%s, array \"%s\", has %s as atom %d, which is no atomic number"
                .formatted(file, key, values[atom], atom + 1));
      }
    }
    return elements;
  }

  /**
   * An array of numbers.
   *
   * @throws NpyFormatException if it holds anything else
   */
  static NpyArray numbers(NpzReader npz, String key, Path file) throws IOException {
    NpyType type = npz.names().contains(key) ? npz.type(key) : NpyType.FLOAT64;
    if (type.isText()) {
      throw new NpyFormatException(
          "%s, array \"%s\", holds text where numbers are expected".formatted(file, key));
    }
    return npz.get(key);
  }
}
