package io.molspectra.trainer.data;

import io.molspectra.molecule.Molecule;

/** Made-up structures: molecule i has 1 + i % 5 atoms on a line. */
final class Structures {

  private Structures() {}

  static Molecule molecule(int i, String id) {
    int atoms = 1 + i % 5;
    int[] elements = new int[atoms];
    float[] positions = new float[3 * atoms];
    for (int a = 0; a < atoms; a++) {
      elements[a] = 1 + (i + a) % 9;
      positions[3 * a] = 1.1f * a;
      positions[3 * a + 1] = i;
    }
    return new Molecule(id, elements, positions);
  }

  static StructureStore store(int count) {
    StructureStore.Builder builder = new StructureStore.Builder();
    for (int i = 0; i < count; i++) {
      builder.add(molecule(i, "mol_" + i), i);
    }
    return builder.build();
  }
}
