package io.molspectra.predict;

import io.molspectra.molecule.Molecule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Molecules by size, and the way back. All atoms of a batch have as many neighbour slots as the
 * fullest: with molecules of one size next to each other few of them stay empty.
 *
 * @param sorted by number of atoms, equal ones in their order
 * @param places place of each sorted molecule in the original order
 */
record SizeOrder(List<Molecule> sorted, int[] places) {

  static SizeOrder of(List<Molecule> molecules) {
    int[] places =
        IntStream.range(0, molecules.size())
            .boxed()
            .sorted(Comparator.comparingInt(m -> molecules.get(m).atomCount()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new SizeOrder(Arrays.stream(places).mapToObj(molecules::get).toList(), places);
  }

  /**
   * The rows of an output in the original order.
   *
   * @param output with one row a molecule or one row an atom; others stay as they are, for the
   *     caller to find them wrong
   */
  Output restore(Output output) {
    if (isIdentity()) {
      return output;
    }
    long rows = output.shape().length == 0 ? 0 : output.shape()[0];
    int atoms = sorted.stream().mapToInt(Molecule::atomCount).sum();
    // As many molecules as atoms are all of one atom, and those were in order already.
    boolean byAtom = rows == atoms;
    if (!byAtom && rows != sorted.size()) {
      return output;
    }
    int width = Math.toIntExact(output.size() / rows);
    int[] starts = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      starts[places[i]] = width * (byAtom ? sorted.get(i).atomCount() : 1);
    }
    int at = 0;
    for (int m = 0; m < starts.length; m++) {
      int length = starts[m];
      starts[m] = at;
      at += length;
    }
    return copy(output, starts, width, byAtom);
  }

  private Output copy(Output output, int[] starts, int width, boolean byAtom) {
    float[] floats = new float[output.isDouble() ? 0 : output.size()];
    double[] doubles = new double[output.isDouble() ? output.size() : 0];
    int from = 0;
    for (int i = 0; i < places.length; i++) {
      int length = width * (byAtom ? sorted.get(i).atomCount() : 1);
      if (output.isDouble()) {
        System.arraycopy(output.doubles(), from, doubles, starts[places[i]], length);
      } else {
        System.arraycopy(output.values(), from, floats, starts[places[i]], length);
      }
      from += length;
    }
    return output.isDouble()
        ? new Output(output.shape(), doubles)
        : new Output(output.shape(), floats);
  }

  private boolean isIdentity() {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != i) {
        return false;
      }
    }
    return true;
  }
}
