package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class AtomListTest {

  private static final Line LINE = new Line("H 0 0 0", 1, false, false);

  /** The reader's float is the float nearest to the decimal number, whatever its spelling. */
  @Property
  void coordinatesAreReadToTheLastBit(@ForAll @FloatRange(min = -1e6f, max = 1e6f) float value)
      throws RecordFault {
    String text = Float.toString(value);
    assertEquals(value, AtomList.coordinate(text, LINE));
    assertEquals(value, AtomList.coordinate("  " + text.replace("E", "D") + " ", LINE));
    assertEquals(value, AtomList.coordinate(text.replace("E", "*^"), LINE));
  }

  /** Large frames are searched by a sweep along x; it must find what looking at all pairs finds. */
  @Property(tries = 100)
  void theSweepFindsWhatAllPairsFind(@ForAll @IntRange(min = 201, max = 260) int count) {
    Random random = new Random(count);
    float[] positions = new float[3 * count];
    for (int i = 0; i < positions.length; i++) {
      // About one frame in two has an overlap at this density.
      positions[i] = random.nextFloat() * 5;
    }
    boolean expected = false;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        double dx = positions[3 * i] - positions[3 * j];
        double dy = positions[3 * i + 1] - positions[3 * j + 1];
        double dz = positions[3 * i + 2] - positions[3 * j + 2];
        expected |= Math.sqrt(dx * dx + dy * dy + dz * dz) < MoleculeReaders.MIN_DISTANCE;
      }
    }
    assertEquals(expected, isRejected(positions));
  }

  private static boolean isRejected(float[] positions) {
    AtomList atoms = new AtomList();
    try {
      for (int i = 0; i < positions.length; i += 3) {
        atoms.add(
            "H",
            Float.toString(positions[i]),
            Float.toString(positions[i + 1]),
            Float.toString(positions[i + 2]),
            LINE);
      }
      atoms.build("random");
      return false;
    } catch (RecordFault fault) {
      assertEquals(RejectReason.OVERLAPPING_ATOMS, fault.reason());
      return true;
    }
  }
}
