package io.molspectra.benchmarks;

import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Real molecules in batches, always the same. */
final class Batches {
  /** As training does, so that few shapes occur. */
  private static final int SLOT_MULTIPLE = 2;

  private Batches() {}

  /** Batches of molecules spread over the sample. */
  static List<List<Molecule>> molecules(int batches, int size) throws IOException {
    List<Molecule> all = SampleMolecules.some(batches * size);
    var lists = new ArrayList<List<Molecule>>();
    for (int b = 0; b < batches; b++) {
      var list = new ArrayList<Molecule>();
      for (int i = b; i < all.size(); i += batches) {
        list.add(all.get(i));
      }
      lists.add(list);
    }
    return lists;
  }

  static List<MoleculeBatch> features(List<List<Molecule>> molecules) {
    var batcher = new MoleculeBatcher(Size.CUTOFF, SLOT_MULTIPLE);
    return molecules.stream().map(batcher::batch).toList();
  }

  /** Standard normal numbers, [A * 3]. */
  static float[] targets(MoleculeBatch batch, long seed) {
    var random = new Random(seed);
    float[] values = new float[batch.atomCount() * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
