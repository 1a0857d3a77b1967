package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.data.StructureStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomReferencesTest {
  private static final String WATER = "3\nwater\nO 0 0 0\nH 0 0 0.96\nH 0.93 0 -0.24\n";
  private static final String HYDROGEN = "2\nhydrogen\nH 0 0 0\nH 0 0 0.74\n";

  @TempDir Path folder;

  private LabelledMolecules qm9() throws IOException {
    return new Qm9Labels(
            List.of(Fixture.file(folder, "qm9.sdf")),
            Fixture.file(folder, "qm9.csv"),
            null,
            Fixture.MAX_Z)
        .read(new LabelReport(true, reject -> {}));
  }

  private static int[] all(LabelledMolecules molecules) {
    return IntStream.range(0, molecules.count()).toArray();
  }

  @Test
  void leastSquaresAgreeWithNumpyOnRealMolecules() throws IOException {
    LabelledMolecules molecules = qm9();
    double[] energies = molecules.column("U0").values();
    AtomReferences references =
        AtomReferences.fit(molecules.structures(), energies, all(molecules));
    // numpy.linalg.lstsq on the counts of H, C, N and O: eV, from energies of -11,000 eV.
    Map<Integer, Double> expected =
        Map.of(
            1, -16.345937733404313,
            6, -1036.2187821482114,
            7, -1489.705351057126,
            8, -2046.756226268765);
    assertEquals(expected.keySet(), references.byElement().keySet());
    expected.forEach(
        (element, energy) -> assertEquals(energy, references.byElement().get(element), 1e-8));
    double error = 0;
    for (int i = 0; i < molecules.count(); i++) {
      error += Math.abs(references.removeFrom(molecules.structures().molecule(i), energies[i]));
    }
    assertEquals(0.7111380008, error / molecules.count(), 1e-8);
  }

  @Test
  void publishedReferencesLeaveTheEnergyOfAtomisation() throws IOException {
    LabelledMolecules molecules = qm9();
    AtomReferences references = Qm9AtomReferences.of("U0").orElseThrow();
    // QM9's own column u0_atom for methane, -395.99959459 kcal/mol; at 0.04336414 eV.
    assertEquals(
        -395.99959459 * 0.0433641,
        references.removeFrom(
            molecules.structures().molecule(0), molecules.column("U0").values()[0]),
        2e-4);
    assertTrue(Qm9AtomReferences.of("gap").isEmpty());
  }

  @Test
  void referencesPutBackWhatTheyTookOff() {
    Molecule water = Fixture.structures(WATER).molecule(0);
    AtomReferences references = AtomReferences.of(Map.of(1, -13.6, 8, -2041.5));
    assertEquals(-2068.7, references.sum(water), 1e-12);
    assertEquals(-2079.25, references.addTo(water, references.removeFrom(water, -2079.25)), 1e-12);
  }

  @Test
  void moleculesOfOneFormulaHaveTheSolutionOfSmallestNorm() {
    StructureStore store = Fixture.structures(WATER + WATER);
    AtomReferences references = AtomReferences.fit(store, new double[] {-9, -11}, new int[] {0, 1});
    // 2 h + o = -10 with the smallest h^2 + o^2: h = -4, o = -2.
    assertEquals(-4, references.byElement().get(1), 1e-12);
    assertEquals(-2, references.byElement().get(8), 1e-12);
  }

  @Test
  void onlyTrainingMoleculesWithAValueCount() {
    StructureStore store = Fixture.structures(WATER + HYDROGEN + HYDROGEN + HYDROGEN);
    AtomReferences references =
        AtomReferences.fit(store, new double[] {-100, -30, 7, Double.NaN}, new int[] {0, 1, 3});
    assertEquals(-15, references.byElement().get(1), 1e-10);
    assertEquals(-70, references.byElement().get(8), 1e-10);
  }

  @Test
  void anElementWithoutReferenceIsNamed() {
    Molecule water = Fixture.structures(WATER).molecule(0);
    AtomReferences references = AtomReferences.of(Map.of(1, -13.6));
    assertFalse(references.covers(water));
    LabelException refused = assertThrows(LabelException.class, () -> references.sum(water));
    assertEquals(LabelException.Problem.MISSING_REFERENCE, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("atom of O"));
  }
}
