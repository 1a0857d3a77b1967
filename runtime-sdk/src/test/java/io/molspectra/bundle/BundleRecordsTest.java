package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleRecordsTest {

  @Test
  void taskFilesFollowTheNamingOfTheFormat() {
    TaskSpec energy = TaskSpec.scalar("energy", "eV").withForces();
    assertEquals("task-energy.onnx", energy.file());
    assertEquals("task-energy-forces.onnx", energy.forcesFile());
    assertEquals("task-energy-forces-f64.onnx", energy.withDoubleForces().forcesFile64());
    assertEquals("encoder.onnx", TaskSpec.embedding().file());
  }

  @Test
  void aTaskNameMustBeFitForAFileName() {
    for (String name : List.of("", "Energy", "../x", "a b", "-a")) {
      assertThrows(IllegalArgumentException.class, () -> TaskSpec.scalar(name, "1"), name);
    }
  }

  @Test
  void onlyScalarsHaveForces() {
    TaskSpec noise = TaskSpec.vector("noise", "1");
    assertThrows(IllegalArgumentException.class, noise::withForces);
  }

  @Test
  void namesAndPathsOccurOnce() {
    TaskSpec task = TaskSpec.scalar("energy", "eV");
    BundleFile file = new BundleFile("a", 1, "0".repeat(64));
    assertThrows(
        IllegalArgumentException.class, () -> manifest(List.of(task, task), List.of(file)));
    assertThrows(
        IllegalArgumentException.class, () -> manifest(List.of(task), List.of(file, file)));
  }

  @Test
  void noiseComesBackInAngstromAxisByAxis() {
    NoiseNormalizer normalizer =
        new NoiseNormalizer(List.of(0.0, 1.0, -1.0), List.of(0.5, 0.25, 2.0));
    assertArrayEquals(
        new float[] {1, 1.5f, 3, -1, 1, -1},
        normalizer.toAngstrom(new float[] {2, 2, 2, -2, 0, 0}));
  }

  @Test
  void normalisersNeedThreePositiveDeviations() {
    List<Double> mean = List.of(0.0, 0.0, 0.0);
    assertThrows(
        IllegalArgumentException.class, () -> new NoiseNormalizer(mean, List.of(1.0, 1.0)));
    assertThrows(
        IllegalArgumentException.class, () -> new NoiseNormalizer(mean, List.of(1.0, 0.0, 1.0)));
  }

  private static BundleManifest manifest(List<TaskSpec> tasks, List<BundleFile> files) {
    return new BundleManifest(1, "id", "2026-01-01T00:00:00Z", "0", tasks, files, Map.of());
  }
}
