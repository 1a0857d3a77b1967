package io.molspectra.trainer.contract;

import io.molspectra.network.MoleculeNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a network says of one structure.
 *
 * @param structure what it was asked about
 * @param values its outputs by name, of this structure alone, row by row
 */
public record Predictions(Structure structure, Map<String, double[]> values) {
  /** Outputs every encoder with energy, forces and noise has. */
  public static final List<String> OUTPUTS =
      List.of(
          MoleculeNetwork.ENERGY,
          MoleculeNetwork.FORCES,
          MoleculeNetwork.NOISE,
          MoleculeNetwork.SCALARS,
          MoleculeNetwork.VECTORS,
          MoleculeNetwork.EMBEDDING);

  private static final List<String> PER_MOLECULE =
      List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.EMBEDDING);

  private static final List<String> DIRECTED =
      List.of(MoleculeNetwork.FORCES, MoleculeNetwork.NOISE, MoleculeNetwork.VECTORS);

  static boolean isPerMolecule(String output) {
    return PER_MOLECULE.contains(output);
  }

  public double[] of(String output) {
    return Objects.requireNonNull(values.get(output), output);
  }

  public double energy() {
    return of(MoleculeNetwork.ENERGY)[0];
  }

  public double[] forces() {
    return of(MoleculeNetwork.FORCES);
  }

  /** What an equivariant network says of the moved structure. */
  public Predictions moved(Motion motion) {
    var moved = new LinkedHashMap<>(values);
    for (String output : DIRECTED) {
      double[] vectors = of(output);
      moved.put(output, motion.turn(vectors, vectors.length / (3 * structure.atoms())));
    }
    return new Predictions(structure, moved);
  }

  /** What an equivariant network says of the structure with atom {@code order[k]} as atom k. */
  public Predictions permuted(int[] order) {
    var permuted = new LinkedHashMap<String, double[]>();
    values.forEach(
        (output, rows) -> {
          double[] reordered = Arrays.copyOf(rows, rows.length);
          if (!isPerMolecule(output)) {
            int width = rows.length / order.length;
            for (int k = 0; k < order.length; k++) {
              System.arraycopy(rows, order[k] * width, reordered, k * width, width);
            }
          }
          permuted.put(output, reordered);
        });
    return new Predictions(structure, permuted);
  }
}
