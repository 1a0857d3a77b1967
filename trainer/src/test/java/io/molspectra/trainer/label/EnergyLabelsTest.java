package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.predict.EnergyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnergyLabelsTest {

  // Hartree: CODATA 2018, 627.5094740631 kcal/mol and 2625.4996394799 kJ/mol.
  @ParameterizedTest
  @CsvSource({
    "Hartree, eV, 27.211386246",
    "hartree, kcal/mol, 627.5094740631",
    "Ha, kJ/mol, 2625.4996394799",
    "eV, meV, 1000",
    "kcal/mol, kJ/mol, 4.184",
    "KCAL/MOL, eV, 0.043364104",
    "meV, meV, 1"
  })
  void oneUnitIsSoManyOfAnother(String from, String to, double factor) {
    assertEquals(factor, EnergyLabels.unit(from).factorTo(EnergyLabels.unit(to)), 2e-7 * factor);
    assertEquals(
        2.5 / factor, 2.5 * EnergyLabels.unit(to).factorTo(EnergyLabels.unit(from)), 1e-6 / factor);
  }

  @Test
  void otherUnitsAreRefusedWithThoseThatAreKnown() {
    LabelException refused =
        assertThrows(
            LabelException.class,
            () -> new LabelColumn("cv", "cal/mol/K", new double[1]).in(EnergyUnit.ELECTRONVOLT));
    assertEquals(LabelException.Problem.UNKNOWN_UNIT, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("kJ/mol"));
  }
}
