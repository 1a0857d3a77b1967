package io.molspectra.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.molspectra.molecule.Molecule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NeighborListPropertyTest {

  @Property(tries = 200)
  void cellListFindsWhatComparingAllPairsFinds(
      @ForAll @IntRange(min = 1, max = 200) int atoms,
      @ForAll @DoubleRange(min = 0.1, max = 12) double cutoff,
      @ForAll long seed) {
    assertSameLists(cloud(atoms, 15, new Random(seed)), cutoff);
  }

  /** Integer coordinates and cutoffs: many pairs lie exactly at the cutoff and on cell walls. */
  @Property(tries = 200)
  void cellListAgreesForPairsExactlyAtTheCutoff(
      @ForAll @IntRange(min = 1, max = 200) int atoms,
      @ForAll @IntRange(min = 1, max = 6) int cutoff,
      @ForAll long seed) {
    float[] positions = cloud(atoms, 12, new Random(seed));
    for (int k = 0; k < positions.length; k++) {
      positions[k] = Math.round(positions[k]);
    }
    assertSameLists(positions, cutoff);
  }

  @Property(tries = 100)
  void everyBatchKeepsTheContract(
      @ForAll @IntRange(min = 1, max = 8) int molecules,
      @ForAll @IntRange(min = 1, max = 90) int largest,
      @ForAll @IntRange(min = 1, max = 5) int slotMultiple,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Molecule> list = new ArrayList<>();
    for (int m = 0; m < molecules; m++) {
      int atoms = 1 + random.nextInt(largest);
      list.add(new Molecule("m" + m, new int[atoms], cloud(atoms, 9, random)));
    }
    BatchInvariants.check(new MoleculeBatcher(5.0, slotMultiple).batch(list));
  }

  private static void assertSameLists(float[] positions, double cutoff) {
    NeighborList all = NeighborList.bruteForce(positions, cutoff);
    NeighborList cells = NeighborList.cellList(positions, cutoff);
    assertArrayEquals(all.starts(), cells.starts());
    assertArrayEquals(all.atoms(), cells.atoms());
  }

  private static float[] cloud(int atoms, double side, Random random) {
    float[] positions = new float[3 * atoms];
    for (int k = 0; k < positions.length; k++) {
      positions[k] = (float) ((random.nextDouble() - 0.5) * side);
    }
    return positions;
  }
}
