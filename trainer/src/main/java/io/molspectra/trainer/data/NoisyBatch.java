package io.molspectra.trainer.data;

import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.data.SeededRandom.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Molecules with Gaussian noise on every coordinate, and the noise, which is what a network must
 * predict from them.
 *
 * @param molecules at their noisy positions
 * @param noise noisy minus clean positions of all atoms laid end to end, [A, 3], angstrom
 */
public record NoisyBatch(List<Molecule> molecules, float[] noise) {

  /** Makes the list unmodifiable; the array is not copied. */
  public NoisyBatch {
    molecules = List.copyOf(molecules);
  }

  /**
   * The batch of one training step: the same seed and step give the same noise, another step new
   * one.
   *
   * @param indices molecules of the batch
   * @param sigma standard deviation of the noise, angstrom
   */
  public static NoisyBatch training(
      StructureStore store, int[] indices, double sigma, long seed, long step) {
    SeededRandom random = SeededRandom.of(seed, Purpose.NOISE, step);
    Builder builder = new Builder(store, indices, sigma);
    for (int index : indices) {
      builder.add(index, random);
    }
    return builder.build();
  }

  /**
   * A validation batch: the noise of a molecule depends on the seed and its index in the store
   * only, not on the batches it is put in.
   *
   * @param indices molecules of the batch
   * @param sigma standard deviation of the noise, angstrom
   */
  public static NoisyBatch validation(
      StructureStore store, int[] indices, double sigma, long seed) {
    Builder builder = new Builder(store, indices, sigma);
    for (int index : indices) {
      builder.add(index, SeededRandom.of(seed, Purpose.VALIDATION_NOISE, index));
    }
    return builder.build();
  }

  private static final class Builder {
    private final StructureStore store;
    private final double sigma;
    private final List<Molecule> molecules;
    private final float[] noise;
    private int filled;

    Builder(StructureStore store, int[] indices, double sigma) {
      this.store = store;
      this.sigma = sigma;
      this.molecules = new ArrayList<>(indices.length);
      int atoms = 0;
      for (int index : indices) {
        atoms += store.atomCount(index);
      }
      this.noise = new float[3 * atoms];
    }

    void add(int index, SeededRandom random) {
      Molecule clean = store.molecule(index);
      float[] positions = clean.positions().clone();
      for (int k = 0; k < positions.length; k++) {
        float displacement = (float) (sigma * random.nextGaussian());
        noise[filled++] = displacement;
        positions[k] += displacement;
      }
      molecules.add(clean.withPositions(positions));
    }

    NoisyBatch build() {
      return new NoisyBatch(molecules, noise);
    }
  }
}
