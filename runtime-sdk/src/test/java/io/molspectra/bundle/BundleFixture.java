package io.molspectra.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A valid bundle whose graph files hold text: enough for everything but running it. */
final class BundleFixture {

  static final Preprocessor PREPROCESSOR =
      new Preprocessor(
          "angstrom",
          5.0,
          99,
          List.of(1, 6, 8),
          new NoiseNormalizer(List.of(0.0, 0.1, -0.1), List.of(0.04, 0.05, 0.06)));

  private BundleFixture() {}

  static Bundle write(Path target) throws IOException {
    try (BundleWriter writer = BundleWriter.to(target)) {
      fill(writer);
      return finish(writer);
    }
  }

  static void fill(BundleWriter writer) throws IOException {
    writer.config(JsonNodeFactory.instance.objectNode().put("layers", 3));
    writer.preprocessor(PREPROCESSOR);
    writer.golden(
        List.of(
            new GoldenRecord(
                "hydrogen",
                new int[] {1},
                new float[] {0.1f, -2e-7f, 3},
                List.of(
                    new GoldenRecord.Expectation("energy", "energy", new float[] {-0.5f}, 1e-5)))));
    Files.writeString(writer.file("task-energy.onnx"), "energy");
    Files.writeString(writer.file("task-energy-forces.onnx"), "energy and forces");
  }

  static Bundle finish(BundleWriter writer) throws IOException {
    return writer.finish(
        "fixture",
        Instant.parse("2026-01-02T03:04:05Z"),
        "0123abc",
        List.of(TaskSpec.scalar("energy", "eV").withForces()),
        Map.of("seed", 7, "data", List.of("a.sdf")));
  }
}
