package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearPointsTest {

  private static Set<Long> pairs(float[] positions) throws RecordFault {
    Set<Long> pairs = new HashSet<>();
    new NearPoints(positions, positions.length / 3)
        .forEach((first, second) -> pairs.add(((long) first << 32) + second));
    return pairs;
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 50, -1000, 9.99e3f})
  void noNearPairIsMissedWhereverItLies(float offset) throws RecordFault {
    Random random = new Random(7);
    int atoms = 300;
    float[] positions = new float[3 * atoms];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = offset + 2 * random.nextFloat() - 1;
    }
    Set<Long> found = pairs(positions);
    for (int i = 0; i < atoms; i++) {
      for (int j = 0; j < i; j++) {
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          double d = positions[3 * i + axis] - positions[3 * j + axis];
          squared += d * d;
        }
        double limit = MoleculeReaders.MIN_DISTANCE;
        if (squared < limit * limit) {
          assertTrue(found.contains(((long) j << 32) + i), j + " and " + i);
        }
      }
    }
  }

  /** All atoms of the sheet have the same x; sorted by it, each would be compared with each. */
  @Test
  void theAtomsOfASheetAreComparedWithTheirNeighboursAlone() throws RecordFault {
    int side = 150;
    float[] positions = new float[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      positions[3 * i + 1] = 1.4f * (i / side);
      positions[3 * i + 2] = 1.4f * (i % side);
    }
    AtomicLong visits = new AtomicLong();
    new NearPoints(positions, side * side).forEach((first, second) -> visits.incrementAndGet());
    assertEquals(0, visits.get());
  }
}
