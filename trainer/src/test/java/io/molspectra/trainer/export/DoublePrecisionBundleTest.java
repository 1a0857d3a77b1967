package io.molspectra.trainer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.dynamics.DynamicsSettings;
import io.molspectra.dynamics.Ensemble;
import io.molspectra.dynamics.Forces;
import io.molspectra.dynamics.MolecularDynamics;
import io.molspectra.dynamics.State;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.predict.EnergyAndForces;
import io.molspectra.predict.EnergyUnit;
import io.molspectra.predict.ForceField;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.Precision;
import io.molspectra.predict.VerificationReport;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle with forces in both precisions, asked through the SDK. */
class DoublePrecisionBundleTest {
  private static final double[] OFFSETS = {-2, -1, 1, 2};
  private static final double[] WEIGHTS = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};

  @TempDir private static Path folder;
  private static MolSpectraModel model;
  private static Molecule molecule;

  @BeforeAll
  static void export() throws IOException {
    var settings = EncoderSettings.of(Preset.MOLSPECTRA, 32, 2, 4, 16, 0, 5, 20);
    var network =
        new MoleculeNetwork("random", settings, new RandomParameters(5))
            .withEnergy(3, -1000)
            .withForces()
            .build();
    var exported =
        new ExportedModel(
                "random",
                network,
                List.of(TaskSpec.scalar("energy", "kcal/mol").withForces()),
                new Preprocessor(5, 19),
                Map.of("num_layers", 2),
                Map.of("weights", "random"),
                "# random")
            .withDoublePrecision();
    List<Molecule> molecules = SampleMolecules.some(8);
    BundleExporter.export(exported, folder.resolve("bundle"), molecules, 4);
    model = MolSpectra.load(folder.resolve("bundle"), Options.defaults().withThreads(1));
    molecule = molecules.stream().filter(m -> m.atomCount() >= 4).findFirst().orElseThrow();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void bothGraphsAgreeWithTheTrainer() {
    VerificationReport report = model.verify();
    assertTrue(report.passed(), () -> report.failures().toString());
    assertEquals(
        4, report.comparisons().stream().filter(c -> c.output().equals("forces-f64")).count());
  }

  @Test
  void forcesEqualCentralDifferencesOfTheEnergyInFloat64() {
    double[] forces = forces(Precision.FLOAT64);
    // rounding of an energy of 43 eV over the step: 4e-15 * 43 / 1e-3 against forces of 0.1
    assertArrayEquals(differences(), forces, 1e-7 * largest(forces));
  }

  @Test
  void forcesInFloat32EqualThemToThreeDigits() {
    double[] forces = forces(Precision.FLOAT32);
    assertArrayEquals(differences(), forces, 1e-3 * largest(forces));
  }

  @Test
  void energiesAreInElectronvoltsWhateverTheTaskHas() {
    double kcal = model.predict("energy", List.of(molecule))[0];
    double unit = EnergyUnit.KILOCALORIE_PER_MOLE.electronvolts();
    for (Precision precision : Precision.values()) {
      // an energy of 1000 in float32
      assertEquals(
          kcal * unit,
          ForceField.of(model, "energy", precision).of(molecule).energy(),
          1e-4 * unit);
    }
  }

  @Test
  void float64ConservesEnergyAThousandTimesBetterThanFloat32() {
    double narrow = roughness(Precision.FLOAT32);
    double wide = roughness(Precision.FLOAT64);
    assertTrue(wide < 1e-3 * narrow, () -> "float32 %s eV, float64 %s eV".formatted(narrow, wide));
  }

  /**
   * By how much very short steps, which leave nothing of the integrator's own error, change the
   * conserved energy: in a random network nothing binds the atoms, so springs do.
   */
  private static double roughness(Precision precision) {
    ForceField field = ForceField.of(model, "energy", precision);
    double[] start = positions();
    Forces tethered =
        positions -> {
          EnergyAndForces here = field.at(molecule.atomicNumbers(), positions);
          double energy = here.energy();
          double[] forces = here.forces().clone();
          for (int k = 0; k < forces.length; k++) {
            double x = positions[k] - start[k];
            energy += 0.5 * x * x;
            forces[k] -= x;
          }
          return new EnergyAndForces(energy, forces);
        };
    var dynamics =
        new MolecularDynamics(
            molecule.atomicNumbers(),
            tethered,
            new DynamicsSettings(Ensemble.NVE, 1 / 64.0, 100, 0, 1));
    State state = dynamics.start(start);
    double worst = 0;
    double before = dynamics.conserved(state);
    for (int i = 0; i < 200; i++) {
      state = dynamics.step(state);
      double after = dynamics.conserved(state);
      worst = Math.max(worst, Math.abs(after - before));
      before = after;
    }
    return worst;
  }

  private static double[] forces(Precision precision) {
    return ForceField.of(model, "energy", precision).of(molecule).forces();
  }

  /** Of the energy in float64, to fourth order. */
  private static double[] differences() {
    ForceField field = ForceField.of(model, "energy", Precision.FLOAT64);
    double step = 1e-3;
    double[] start = positions();
    double[] forces = new double[start.length];
    for (int k = 0; k < start.length; k++) {
      for (int at = 0; at < OFFSETS.length; at++) {
        double[] moved = start.clone();
        moved[k] += OFFSETS[at] * step;
        forces[k] -= WEIGHTS[at] / step * field.at(molecule.atomicNumbers(), moved).energy();
      }
    }
    return forces;
  }

  private static double[] positions() {
    double[] positions = new double[molecule.positions().length];
    Arrays.setAll(positions, k -> molecule.positions()[k]);
    return positions;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }
}
