package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForceFieldTest {

  @TempDir Path folder;

  private MolSpectraModel model() throws IOException {
    return MolSpectra.load(ToyModel.bundle(folder));
  }

  @Test
  void energiesAndForcesAreThoseOfTheNetwork() throws IOException {
    try (MolSpectraModel model = model()) {
      ForceField field = ForceField.of(model, "energy");
      List<Molecule> molecules = ToyModel.molecules(20, 4);
      List<EnergyAndForces> answers = field.of(molecules);
      for (int m = 0; m < molecules.size(); m++) {
        assertEquals(ToyModel.energy(molecules.get(m)), answers.get(m).energy(), 1e-3);
        float[] expected = ToyModel.forces(molecules.get(m));
        for (int k = 0; k < expected.length; k++) {
          assertEquals(expected[k], answers.get(m).forces()[k], 1e-4);
        }
      }
    }
  }

  @Test
  void forcesFarFromTheOriginLoseNoDigits() throws IOException {
    double[] near = {0.1, 0.2, 0.3, 1.1, 0.4, 0.2};
    double[] far = Arrays.stream(near).map(x -> x + 1e6).toArray();
    try (MolSpectraModel model = model()) {
      ForceField field = ForceField.of(model, "energy");
      double[] expected = field.at(new int[] {1, 8}, near).forces();
      // positions in float32 are 0.06 apart there
      assertArrayEquals(expected, field.at(new int[] {1, 8}, far).forces(), 1e-6);
    }
  }

  @Test
  void manyThreadsGetTheSameAnswers() throws IOException {
    Molecule molecule = ToyModel.molecules(5, 9).get(4);
    try (MolSpectraModel model = model()) {
      ForceField field = ForceField.of(model, "energy");
      EnergyAndForces alone = field.of(molecule);
      IntStream.range(0, 200)
          .parallel()
          .forEach(i -> assertArrayEquals(alone.forces(), field.of(molecule).forces()));
    }
  }

  @Test
  void whatIsNoForceFieldIsNamed() throws IOException {
    try (MolSpectraModel model = model()) {
      assertEquals(List.of("energy"), ForceField.tasks(model));
      assertProblem(Problem.UNKNOWN_TASK, () -> ForceField.of(model, "enery"));
      assertProblem(Problem.WRONG_KIND, () -> ForceField.of(model, "noise"));
      assertProblem(Problem.NO_FORCES, () -> ForceField.of(model, "double"));
      assertProblem(
          Problem.NO_DOUBLE_PRECISION, () -> ForceField.of(model, "energy", Precision.FLOAT64));
      ForceField field = ForceField.of(model, "energy");
      assertProblem(Problem.UNSEEN_ELEMENT, () -> field.at(new int[] {9}, new double[3]));
      assertProblem(
          Problem.NON_FINITE_COORDINATE,
          () -> field.at(new int[] {1}, new double[] {0, Double.NaN, 0}));
    }
  }

  @Test
  void aPropertyComesWithItsUnit() throws IOException {
    List<Molecule> molecules = ToyModel.molecules(40, 2);
    try (MolSpectraModel model = model()) {
      PropertyPredictor energy = PropertyPredictor.of(model, "energy");
      assertEquals("eV", energy.unit());
      List<Quantity> answers = energy.predict(molecules);
      double[] direct = model.predict("energy", molecules);
      for (int m = 0; m < direct.length; m++) {
        assertEquals(new Quantity(direct[m], "eV"), answers.get(m));
      }
      assertEquals(List.of(), energy.predict(List.of()));
      assertProblem(Problem.WRONG_KIND, () -> PropertyPredictor.of(model, "noise"));
    }
  }

  @Test
  void unitsOfEnergyAreTheirCodataValues() {
    // CODATA 2018: 1 Hartree = 627.509474063 kcal/mol = 2625.499639 kJ/mol
    double hartree = EnergyUnit.HARTREE.electronvolts();
    assertEquals(627.509474063, hartree / EnergyUnit.KILOCALORIE_PER_MOLE.electronvolts(), 1e-7);
    assertEquals(2625.49963948, hartree / EnergyUnit.KILOJOULE_PER_MOLE.electronvolts(), 1e-6);
    for (EnergyUnit unit : EnergyUnit.values()) {
      assertEquals(unit, EnergyUnit.parse(unit.symbol()).orElseThrow());
    }
    assertEquals(EnergyUnit.HARTREE, EnergyUnit.parse("Ha").orElseThrow());
    assertEquals(true, EnergyUnit.parse("D").isEmpty());
  }

  private static void assertProblem(
      Problem problem, org.junit.jupiter.api.function.Executable work) {
    assertEquals(problem, assertThrows(PredictionException.class, work).problem());
  }
}
