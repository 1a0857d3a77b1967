package io.molspectra.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.features.FeatureInputs;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.graph.proto.OnnxWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bundles of the toy graphs that the runtime's tests bring along, whose answers one can compute by
 * hand: energy = sum of the atomic numbers + d^2 over all ordered pairs closer than 3 angstrom,
 * force on i = 4 * sum of (r_j - r_i), noise = positions / 2, embedding = (sum of atomic numbers,
 * number of ordered pairs with self pairs). Two more tasks misbehave: root = sqrt(positions) is no
 * number for negative coordinates, and pair = 2 * positions fails unless a batch has just two
 * atoms.
 */
final class ToyBundle {

  private static final Preprocessor PREPROCESSOR =
      new Preprocessor(
          Preprocessor.ANGSTROM,
          3,
          99,
          List.of(1, 6, 7, 8),
          new NoiseNormalizer(List.of(0.0, 0.0, 0.0), List.of(0.02, 0.02, 0.02)));

  private static final List<TaskSpec> TASKS =
      List.of(
          TaskSpec.scalar("energy", "eV").withForces(),
          TaskSpec.vector("noise", "1"),
          TaskSpec.embedding(),
          TaskSpec.scalar("double", "eV"),
          TaskSpec.vector("root", "1"),
          TaskSpec.vector("pair", "1"));

  private ToyBundle() {}

  static Path in(Path parent) throws IOException {
    return in(parent, PREPROCESSOR, List.of());
  }

  static Path withoutConstants(Path parent) throws IOException {
    return in(parent, new Preprocessor(3, 99), List.of());
  }

  static Path withGolden(Path parent, List<GoldenRecord> golden) throws IOException {
    return in(parent, PREPROCESSOR, golden);
  }

  private static Path in(Path parent, Preprocessor preprocessor, List<GoldenRecord> golden)
      throws IOException {
    Path target = parent.resolve("toy");
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(JsonNodeFactory.instance.objectNode().put("layers", 3).put("preset", "toy"));
      writer.preprocessor(preprocessor);
      writer.golden(golden);
      copy(writer, "weights.bin");
      for (TaskSpec task : TASKS.subList(0, 4)) {
        copy(writer, task.file());
        if (task.forcesFile() != null) {
          copy(writer, task.forcesFile());
        }
      }
      var root = new GraphBuilder("root");
      root.output("root", positions(root, Dim.symbol("A")).sqrt());
      new OnnxWriter().write(root.build(), writer.file("task-root.onnx"));
      var pair = new GraphBuilder("pair");
      pair.output("pair", positions(pair, Dim.of(2)).times(2));
      new OnnxWriter().write(pair.build(), writer.file("task-pair.onnx"));
      writer.finish(
          "toy-1", Instant.EPOCH, "abc123", TASKS, Map.of("data", Map.of("seed", 7, "files", "x")));
    }
    return target;
  }

  private static Value positions(GraphBuilder graph, Dim atoms) {
    return graph.input(FeatureInputs.POSITIONS, DType.FLOAT, atoms, Dim.of(3));
  }

  private static void copy(BundleWriter writer, String file) throws IOException {
    try (InputStream in = ToyBundle.class.getResourceAsStream("/toy-graphs/" + file)) {
      Files.copy(Objects.requireNonNull(in, file), writer.file(file));
    }
  }
}
