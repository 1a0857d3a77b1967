package io.molspectra.trainer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.CalibratedQuantile.Kind;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.EnsembleGraph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.predict.Estimates;
import io.molspectra.predict.EstimatesWithForces;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import io.molspectra.predict.VerificationReport;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles of small random networks, exported and asked through the SDK. */
class EnsembleExportTest {
  /** Share of the largest value that float32 sums in another order may differ by. */
  private static final double FLOAT32 = 1e-4;

  private static final CalibratedQuantile NORMALISED =
      new CalibratedQuantile(0.9, 1.5, Kind.NORMALISED);
  private static final CalibratedQuantile ABSOLUTE =
      new CalibratedQuantile(0.5, 0.25, Kind.ABSOLUTE);
  private static final List<TaskSpec> TASKS =
      List.of(
          TaskSpec.scalar("energy", "eV").withForces(),
          TaskSpec.scalar("double", "eV"),
          TaskSpec.vector("noise", "1"));

  @TempDir static Path folder;
  private static List<Molecule> molecules;
  private static List<Path> singles;
  private static Path ensemble;

  @BeforeAll
  static void export() throws IOException {
    molecules = SampleMolecules.some(30);
    var members = new ArrayList<Graph>();
    singles = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      members.add(member(m));
      singles.add(folder.resolve("single" + m));
      exported(members.get(m), TASKS, singles.get(m));
    }
    EnsembleGraph merged = EnsembleGraph.of(members, TASKS);
    var tasks = new ArrayList<>(merged.tasks());
    tasks.set(0, tasks.get(0).withUncertainty(List.of(ABSOLUTE, NORMALISED)));
    ensemble = folder.resolve("ensemble");
    exported(merged.graph(), tasks, ensemble);
  }

  private static Graph member(int seed) {
    EncoderSettings settings = EncoderSettings.of(Preset.MOLSPECTRA, 16, 2, 4, 16, 0, 5, 20);
    Graph network =
        new MoleculeNetwork("random", settings, new RandomParameters(seed))
            .withEnergy(1, 0)
            .withForces()
            .withNoise()
            .build();
    GraphBuilder builder = GraphBuilder.continuing(network);
    builder.output("double", builder.value("energy").times(2));
    return builder.build();
  }

  private static void exported(Graph network, List<TaskSpec> tasks, Path target)
      throws IOException {
    BundleExporter.export(
        new ExportedModel(
            "random",
            network,
            tasks,
            new Preprocessor(5, 19),
            Map.of("num_layers", 2),
            Map.of("weights", "random"),
            "# random\n"),
        target,
        molecules,
        4);
  }

  @Test
  void goldenOutputsSpreadsIncludedAreReproduced() throws IOException {
    try (MolSpectraModel model = MolSpectra.load(ensemble)) {
      VerificationReport report = model.verify();
      assertTrue(report.passed(), report.failures().toString());
      var outputs = new TreeSet<String>();
      report.comparisons().forEach(comparison -> outputs.add(comparison.output()));
      assertEquals(
          List.of(
              "double",
              "double_spread",
              "embedding",
              "energy",
              "energy_spread",
              "forces",
              "forces_spread",
              "noise",
              "noise_spread"),
          List.copyOf(outputs));
    }
  }

  @Test
  void estimatesAreThoseOfTheMembersAskedOneByOne() throws IOException {
    var energies = new ArrayList<double[]>();
    var forces = new ArrayList<float[]>();
    for (Path single : singles) {
      try (MolSpectraModel model = MolSpectra.load(single)) {
        var answer = model.predictWithForces("energy", molecules);
        energies.add(answer.values());
        forces.add(answer.forces().values());
      }
    }
    try (MolSpectraModel model = MolSpectra.load(ensemble)) {
      EstimatesWithForces answer = model.predictForcesWithUncertainty("energy", molecules);
      Estimates estimates = answer.estimates();
      float[] spread = Objects.requireNonNull(estimates.spread());
      float[] means = new float[molecules.size()];
      float[] spreads = new float[molecules.size()];
      for (int m = 0; m < means.length; m++) {
        int molecule = m;
        double mean = energies.stream().mapToDouble(e -> e[molecule]).average().orElseThrow();
        means[m] = (float) mean;
        spreads[m] =
            (float)
                Math.sqrt(
                    energies.stream().mapToDouble(e -> Math.pow(e[molecule] - mean, 2)).sum() / 2);
      }
      assertClose(means, narrowed(estimates.values()));
      assertClose(spreads, spread);
      float[] meanForces = new float[forces.get(0).length];
      for (int k = 0; k < meanForces.length; k++) {
        int component = k;
        meanForces[k] =
            (float) forces.stream().mapToDouble(f -> f[component]).average().orElseThrow();
      }
      assertClose(meanForces, answer.forces().values());
      float[] forcesSpread = Objects.requireNonNull(answer.forcesSpread());
      float[] expected = new float[meanForces.length / 3];
      for (int k = 0; k < meanForces.length; k++) {
        for (float[] member : forces) {
          expected[k / 3] += (float) Math.pow(member[k] - meanForces[k], 2) / 3;
        }
      }
      for (int atom = 0; atom < expected.length; atom++) {
        expected[atom] = (float) Math.sqrt(expected[atom]);
      }
      assertClose(expected, forcesSpread);
      assertClose(narrowed(estimates.values()), narrowed(model.predict("energy", molecules)));
    }
  }

  @Test
  void intervalsAreTheQuantilesAroundTheMean() throws IOException {
    try (MolSpectraModel model = MolSpectra.load(ensemble)) {
      Estimates estimates = model.predictWithUncertainty("energy", molecules);
      float[] spread = Objects.requireNonNull(estimates.spread());
      assertEquals(2, estimates.intervals().size());
      Estimates.Interval fixed = estimates.intervals().get(0);
      Estimates.Interval adaptive = estimates.intervals().get(1);
      assertEquals(ABSOLUTE, fixed.calibration());
      assertEquals(NORMALISED, adaptive.calibration());
      for (int m = 0; m < molecules.size(); m++) {
        double value = estimates.values()[m];
        double rounding = 1e-12 * Math.abs(adaptive.high()[m]);
        assertEquals(value - 0.25, fixed.low()[m], rounding);
        assertEquals(value + 0.25, fixed.high()[m], rounding);
        assertEquals(value + 1.5 * spread[m], adaptive.high()[m], rounding);
      }
      assertEquals(List.of(), model.predictWithUncertainty("double", molecules).intervals());
    }
  }

  @Test
  void severalTasksAtOnceAnswerAsOneByOne() throws IOException {
    for (Path bundle : List.of(ensemble, singles.get(0))) {
      assertTrue(Files.exists(bundle.resolve(TaskSpec.ALL_SCALARS_FILE)));
      try (MolSpectraModel model = MolSpectra.load(bundle)) {
        Map<String, Estimates> all = model.predictAll(List.of("double", "energy"), molecules);
        assertEquals(List.of("double", "energy"), List.copyOf(all.keySet()));
        for (String task : all.keySet()) {
          Estimates alone = model.predictWithUncertainty(task, molecules);
          assertClose(
              narrowed(alone.values()), narrowed(Objects.requireNonNull(all.get(task)).values()));
          float[] spread = alone.spread();
          if (spread != null) {
            float[] together = all.get(task).spread();
            assertNotNull(together);
            assertClose(spread, together);
          }
        }
        assertThrows(
            PredictionException.class, () -> model.predictAll(List.of("noise"), molecules));
      }
    }
  }

  @Test
  void aSingleNetworkHasValuesAlone() throws IOException {
    try (MolSpectraModel model = MolSpectra.load(singles.get(0))) {
      Estimates estimates = model.predictWithUncertainty("energy", molecules);
      assertNull(estimates.spread());
      assertEquals(List.of(), estimates.intervals());
      assertArrayEquals(model.predict("energy", molecules), estimates.values());
      assertNull(model.predictForcesWithUncertainty("energy", molecules).forcesSpread());
    }
  }

  @Test
  void noMoleculesGiveNoEstimates() throws IOException {
    try (MolSpectraModel model = MolSpectra.load(ensemble)) {
      assertEquals(0, model.predictWithUncertainty("energy", List.of()).values().length);
      assertEquals(
          0,
          model.predictAll(List.of("energy", "double"), List.of()).get("energy").values().length);
    }
  }

  @Test
  void theBundleSaysWhichFilesAreTheFirstMembers() throws IOException {
    Bundle bundle = Bundle.open(ensemble);
    assertTrue(Files.readString(ensemble.resolve("MODEL_CARD.md")).contains("`head-*.onnx`"));
    assertTrue(bundle.manifest().provenance().containsKey("ensemble"));
    assertEquals(3, bundle.manifest().task("noise").orElseThrow().members());
    assertFalse(Bundle.open(singles.get(0)).manifest().provenance().containsKey("ensemble"));
    try (MolSpectraModel whole = MolSpectra.load(ensemble);
        MolSpectraModel first = MolSpectra.load(singles.get(0))) {
      assertArrayEquals(first.embed(molecules).values(), whole.embed(molecules).values());
    }
    long weights = Files.size(ensemble.resolve("weights.bin"));
    long single = Files.size(singles.get(0).resolve("weights.bin"));
    assertTrue(weights <= 3 * single, weights + " bytes for three times " + single);
  }

  private static void assertClose(float[] expected, float[] actual) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, (float) (FLOAT32 * largest));
  }

  private static float[] narrowed(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }
}
