package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StandardisationTest {

  @Test
  void meanAndDeviationAreThoseOfTheTrainingMolecules() {
    double[] values = {1, 99, 3, Double.NaN, 5};
    Standardisation fitted = Standardisation.fit(values, new int[] {0, 2, 3, 4});
    assertEquals(new Standardisation(3, 2), fitted);
    assertEquals(48, fitted.normalise(99));
    assertEquals(99, fitted.restore(48));
  }

  @Test
  void smallDifferencesOfLargeEnergiesAreKept() {
    double[] values = {-11000.001, -11000.003};
    // In float32 both would be -11000; sqrt(2) * 1 meV apart from the mean.
    assertEquals(1e-3 * Math.sqrt(2), Standardisation.fit(values, new int[] {0, 1}).std(), 1e-11);
  }

  @Test
  void equalValuesAreOnlyShifted() {
    Standardisation fitted = Standardisation.fit(new double[] {0.1, 0.1, 0.1}, new int[] {0, 1, 2});
    assertEquals(1, fitted.std());
    assertEquals(0.1, fitted.mean(), 1e-16);
  }

  @Test
  void nothingCannotBeFitted() {
    assertThrows(
        LabelException.class, () -> Standardisation.fit(new double[] {Double.NaN}, new int[] {0}));
  }
}
