package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.CalibratedQuantile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members and calibrated quantiles of tasks, in memory and in bundle.json. */
class TaskUncertaintyTest {
  private static final CalibratedQuantile WIDE = new CalibratedQuantile(0.9, 1.5, Kind.NORMALISED);
  private static final CalibratedQuantile FIXED = new CalibratedQuantile(0.9, 0.25, Kind.ABSOLUTE);

  @TempDir Path temp;

  @Test
  void membersAndQuantilesComeBackFromTheFile() throws IOException {
    TaskSpec task =
        TaskSpec.scalar("energy", "eV")
            .withMembers(5)
            .withUncertainty(List.of(WIDE, FIXED))
            .withForces();
    Bundle bundle = written(task);
    assertEquals(task, bundle.manifest().task("energy").orElseThrow());
    String json = Files.readString(bundle.folder().resolve(Bundle.MANIFEST));
    assertTrue(json.contains("\"members\" : 5"), json);
    assertTrue(json.contains("\"kind\" : \"normalised\""), json);
  }

  @Test
  void aTaskWithoutThemIsWrittenAndReadAsBefore() throws IOException {
    Bundle bundle = written(TaskSpec.scalar("energy", "eV").withForces());
    String json = Files.readString(bundle.folder().resolve(Bundle.MANIFEST));
    assertFalse(json.contains("members") || json.contains("uncertainty"), json);
    TaskSpec task = bundle.manifest().task("energy").orElseThrow();
    assertNull(task.members());
    assertNull(task.uncertainty());
    assertFalse(task.ofEnsemble());
  }

  @Test
  void halfWidthsFollowTheKind() {
    assertEquals(3, WIDE.halfWidth(2));
    assertEquals(0.25, FIXED.halfWidth(2));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    TaskSpec energy = TaskSpec.scalar("energy", "eV");
    assertThrows(IllegalArgumentException.class, () -> energy.withMembers(0));
    assertThrows(IllegalArgumentException.class, () -> energy.withUncertainty(List.of(WIDE)));
    List<CalibratedQuantile> twice = List.of(FIXED, FIXED);
    assertThrows(IllegalArgumentException.class, () -> energy.withUncertainty(twice));
    TaskSpec noise = TaskSpec.vector("noise", "1");
    assertThrows(IllegalArgumentException.class, () -> noise.withUncertainty(List.of(FIXED)));
    for (double coverage : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> new CalibratedQuantile(coverage, 1, Kind.ABSOLUTE));
    }
    for (double quantile : new double[] {-1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new CalibratedQuantile(0.5, quantile, Kind.ABSOLUTE));
    }
  }

  private Bundle written(TaskSpec task) throws IOException {
    try (BundleWriter writer = BundleWriter.to(temp.resolve("bundle"))) {
      BundleFixture.fill(writer);
      return writer.finish("fixture", Instant.EPOCH, "none", List.of(task), Map.of());
    }
  }
}
