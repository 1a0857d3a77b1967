package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource.Initialisation;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.MoleculeSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinetuneDataTest {
  private static final List<String> TARGETS = List.of("gap", "mu", "r2", "U0");

  private final LabelledMolecules qm9 = FinetuneRuns.qm9();
  private final MoleculeSplit split = FinetuneRuns.split(qm9.count(), 30, 6);

  private FinetuneData data(String... settings) {
    return new FinetuneData(qm9, split, FinetuneRuns.properties(TARGETS, settings));
  }

  private static float[] of(FinetuneBatch batch, String name) {
    return Objects.requireNonNull(batch.targets().get(name), name);
  }

  @Test
  void targetsPutBackIntoTheirUnitAreTheLabels() {
    FinetuneData data = data();
    for (int i = 0; i < TARGETS.size(); i++) {
      PropertyHead head = data.heads().get(i);
      double[] labels = qm9.column(TARGETS.get(i)).values();
      for (int m = 0; m < qm9.count(); m++) {
        assertEquals(
            labels[m],
            data.inUnit(head, data.target(head, m), m),
            1e-12 * Math.max(1, Math.abs(labels[m])));
      }
    }
  }

  @Test
  void missingLabelsHaveNoWeightAndTheRestShareIt() {
    double[] gaps = qm9.column("gap").values();
    for (int m = 0; m < 15; m++) {
      gaps[2 * m] = Double.NaN;
    }
    FinetuneData data = data("data.batch_size=10");
    PropertyHead gap = data.heads().get(0);
    int missing = 0;
    try (Prefetcher<FinetuneBatch> batches = data.training(0, 3)) {
      while (batches.hasNext()) {
        FinetuneBatch batch = batches.next();
        float[] weights = of(batch, "gap_weight");
        float[] targets = of(batch, "gap_target");
        long known = Arrays.stream(batch.molecules()).filter(m -> Double.isFinite(gaps[m])).count();
        for (int i = 0; i < weights.length; i++) {
          boolean isKnown = Double.isFinite(gaps[batch.molecules()[i]]);
          missing += isKnown ? 0 : 1;
          assertEquals(isKnown ? 1f / known : 0, weights[i]);
          assertEquals(isKnown ? (float) data.target(gap, batch.molecules()[i]) : 0, targets[i]);
        }
        for (float weight : of(batch, "mu_weight")) {
          assertEquals(0.1f, weight);
        }
      }
    }
    assertEquals(15, missing);
  }

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    FinetuneBatch fifth = null;
    try (Prefetcher<FinetuneBatch> batches = data("finetune.denoise_weight=0.1").training(0, 6)) {
      while (batches.hasNext()) {
        fifth = batches.next();
      }
    }
    try (Prefetcher<FinetuneBatch> again = data("finetune.denoise_weight=0.1").training(5, 6)) {
      FinetuneBatch alone = again.next();
      FinetuneBatch expected = Objects.requireNonNull(fifth);
      assertArrayEquals(expected.molecules(), alone.molecules());
      assertArrayEquals(expected.structures().noise(), alone.structures().noise());
      assertTrue(Arrays.stream(toDoubles(alone.structures().noise())).anyMatch(n -> n != 0));
      assertArrayEquals(of(expected, "u0_target"), of(alone, "u0_target"));
    }
    try (Prefetcher<FinetuneBatch> clean = data().training(5, 6)) {
      assertTrue(Arrays.stream(toDoubles(clean.next().structures().noise())).allMatch(n -> n == 0));
    }
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  @Test
  void forcesAreInUnitsOfTheScaleOfTheirEnergy() {
    LabelledMolecules ethanol = FinetuneRuns.ethanol();
    var data =
        new FinetuneData(
            ethanol, FinetuneRuns.split(ethanol.count(), 12, 4), FinetuneRuns.forces());
    float[] forces = Objects.requireNonNull(ethanol.forces()).values();
    int length = forces.length / ethanol.count();
    try (Prefetcher<FinetuneBatch> batches = data.asTheyAre(new int[] {7, 3})) {
      float[] targets = of(batches.next(), "forces_target");
      assertEquals(2 * length, targets.length);
      for (int k = 0; k < length; k++) {
        double scale = data.heads().get(0).scale();
        assertEquals(forces[7 * length + k], targets[k] * scale, 1e-4);
        assertEquals(forces[3 * length + k], targets[length + k] * scale, 1e-4);
      }
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    LabelledMolecules bare = new LabelledMolecules(qm9.structures(), Map.of(), null);
    ConfigException noColumn =
        assertThrows(
            ConfigException.class,
            () -> new FinetuneData(bare, split, FinetuneRuns.properties(TARGETS)));
    assertTrue(String.valueOf(noColumn.getMessage()).contains("no labels named 'gap'"));
    ConfigException noForces =
        assertThrows(ConfigException.class, () -> data("finetune.forces=conservative"));
    assertTrue(String.valueOf(noForces.getMessage()).contains("give --forces none"));
  }

  @Test
  void whatARunKeepsOfItsLabelsIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
    FinetuneData data = data();
    var file = new TargetsFile(folder.resolve("run"));
    file.write(data);
    assertEquals(data.heads(), file.heads());
    MoleculeSplit read = file.readSplit(qm9.count());
    assertArrayEquals(split.training(), read.training());
    assertArrayEquals(split.validation(), read.validation());
    assertArrayEquals(split.test(), read.test());
  }

  @Test
  void parametersThatFitAreTakenOverAndTheRestIsFresh() {
    Tensor table = Tensor.filled(0.25, 10, 4);
    var start = new FinetuneStart("before", null, 3, Map.of("table", table), Optional.empty());
    var fresh = new RandomParameters(7);
    assertEquals(table, start.source(7).get("table", Initialisation.NORMAL, 10, 4));
    assertEquals(
        fresh.get("table", Initialisation.NORMAL, 10, 5),
        start.source(7).get("table", Initialisation.NORMAL, 10, 5));
    assertEquals(
        fresh.get("head", Initialisation.NORMAL, 10, 4),
        start.source(7).get("head", Initialisation.NORMAL, 10, 4));
  }
}
