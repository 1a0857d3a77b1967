package io.molspectra.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.molspectra.molecule.Molecule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureInputsTest {

  private final MoleculeBatch batch =
      new MoleculeBatcher(5.0)
          .batch(
              List.of(
                  new Molecule("h2", new int[] {1, 1}, new float[] {0, 0, 0, 0, 0, 0.74f}),
                  new Molecule("o", new int[] {8}, new float[3])));

  @Test
  void namesEveryInputOfTheContract() {
    assertEquals(
        List.of(
            "atomic_numbers",
            "positions",
            "molecule_index",
            "molecule_atoms",
            "molecule_atoms_mask",
            "atom_slot",
            "neighbors",
            "neighbor_mask",
            "reverse_neighbor",
            "pairs",
            "neighbor_pair",
            "pair_slots",
            "pair_slots_mask"),
        List.copyOf(FeatureInputs.of(batch).keySet()));
  }

  @Test
  void everyShapeHoldsAsManyElementsAsThereAreValues() {
    for (Map.Entry<String, FeatureTensor> input : FeatureInputs.of(batch).entrySet()) {
      long elements = Arrays.stream(input.getValue().shape()).reduce(1, (a, b) -> a * b);
      long values =
          input.getValue() instanceof FeatureTensor.Int64 t
              ? t.values().length
              : ((FeatureTensor.Float32) input.getValue()).values().length;
      assertEquals(elements, values, input.getKey());
    }
  }

  @Test
  void sharesTheArraysOfTheBatch() {
    FeatureTensor positions = FeatureInputs.of(batch).get("positions");
    assertSame(batch.positions(), ((FeatureTensor.Float32) positions).values());
  }
}
