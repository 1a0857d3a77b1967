package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AtomicMassesTest {

  @Test
  void massesStandBesideTheirElements() {
    assertArrayEquals(
        new double[] {1.008, 12.011, 35.45, 196.96657, 238.02891, 294},
        AtomicMasses.of(new int[] {1, 6, 17, 79, 92, 118}));
  }

  @Test
  void everyElementHasAMassBetweenOnceAndThriceItsNumber() {
    // protons and neutrons: no nucleus has more than 1.7 neutrons a proton
    for (int z = 1; z <= Elements.LAST; z++) {
      double ratio = AtomicMasses.of(z) / z;
      assertTrue(ratio > 1 && ratio < 2.7, Elements.symbol(z) + " " + ratio);
    }
  }

  @Test
  void massesRiseButForTheKnownInversions() {
    StringBuilder inversions = new StringBuilder();
    for (int z = 1; z <= 103; z++) {
      if (AtomicMasses.of(z + 1) < AtomicMasses.of(z)) {
        inversions.append(Elements.symbol(z)).append(' ');
      }
    }
    assertEquals("Ar Co Te Th U Pu ", inversions.toString());
  }

  @Test
  void whatIsNoElementHasNoMass() {
    assertThrows(IllegalArgumentException.class, () -> AtomicMasses.of(0));
    assertThrows(IllegalArgumentException.class, () -> AtomicMasses.of(119));
  }
}
