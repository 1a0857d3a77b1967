package io.molspectra.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.graph.proto.OnnxWriter;
import io.molspectra.network.MoleculeNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where ONNX Runtime's time goes in an exported graph: its own profile of one thread, by operator
 * and by layer of the network.
 */
public final class GraphProfile {
  private static final int RUNS = 30;
  private static final int WARM_UP = 5;

  private GraphProfile() {}

  /**
   * @param words size (full), energy or forces (energy), molecules a batch (8)
   */
  public static void main(String[] words) throws IOException, OrtException {
    var arguments =
        new Arguments("profile [" + Arguments.SIZES + "] [energy | forces] [MOLECULES]", words);
    Size size = arguments.optional(Size::of, Size.FULL);
    boolean forces = arguments.optional(GraphProfile::isForces, false);
    int batch = arguments.optional(Arguments::count, 8);
    arguments.finish();
    System.out.println(Machine.describe());
    Path folder = Files.createTempDirectory("profile");
    Path model = folder.resolve("model.onnx");
    List<String> outputs =
        forces
            ? List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.FORCES)
            : List.of(MoleculeNetwork.ENERGY);
    new OnnxWriter().write(Bundles.network(size).select("profiled", outputs), model);
    Path profile = profile(model, folder.resolve("profile"), batch);
    report(new ObjectMapper().readTree(profile.toFile()), batch);
    Files.delete(profile);
    Files.delete(model);
    Files.delete(folder);
  }

  private static boolean isForces(String word) {
    return switch (word) {
      case MoleculeNetwork.ENERGY -> false;
      case MoleculeNetwork.FORCES -> true;
      default -> throw new IllegalArgumentException(word + " is no output");
    };
  }

  private static Path profile(Path model, Path prefix, int batch) throws IOException, OrtException {
    MoleculeBatch molecules = Batches.features(Batches.molecules(1, batch)).get(0);
    System.out.printf(
        "%d molecules, %d atoms, %d slots, %d pairs%n",
        batch, molecules.atomCount(), molecules.neighborSlots(), molecules.pairCount());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.enableProfiling(prefix.toString());
      try (OrtSession session = environment.createSession(model.toString(), options)) {
        Map<String, OnnxTensor> inputs = SessionInputs.of(environment, session, molecules);
        for (int run = 0; run < RUNS + WARM_UP; run++) {
          session.run(inputs).close();
        }
        inputs.values().forEach(OnnxTensor::close);
        return Path.of(session.endProfiling());
      }
    }
  }

  private static void report(JsonNode events, int batch) {
    Map<String, Double> byOperator = new TreeMap<>();
    Map<String, Double> byNode = new TreeMap<>();
    double all = 0;
    Map<String, Integer> seen = new TreeMap<>();
    for (JsonNode event : events) {
      if (!event.path("name").asText().endsWith("_kernel_time")) {
        continue;
      }
      String node = event.path("name").asText();
      if (seen.merge(node, 1, Integer::sum) <= WARM_UP) {
        continue;
      }
      double micros = event.path("dur").asDouble() / RUNS / batch;
      all += micros;
      byOperator.merge(event.path("args").path("op_name").asText(), micros, Double::sum);
      // Layers after the first do the same: one line for all of them.
      String place =
          node.replace("_kernel_time", "")
              .replaceAll("layer[1-9]\\d*", "layers")
              .replaceAll("(?<=[A-Za-z])_\\d+(?=/|$)", "");
      byNode.merge(
          event.path("args").path("op_name").asText()
              + "  "
              + place
              + "  "
              + shapes(event.path("args").path("output_type_shape")),
          micros,
          Double::sum);
    }
    print("operator", byOperator, all, 20);
    print("node", byNode, all, 60);
  }

  private static String shapes(JsonNode shapes) {
    return shapes.toString().replaceAll("[\"{}]", "").replace("float:", "");
  }

  private static void print(String what, Map<String, Double> micros, double all, int most) {
    System.out.printf(Locale.ROOT, "%n%10s %7s  %s%n", "us/mol", "share", what);
    micros.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT,
                    "%10.1f %6.1f%%  %s%n",
                    entry.getValue(),
                    100 * entry.getValue() / all,
                    entry.getKey()));
    System.out.printf(Locale.ROOT, "%10.1f         all%n", all);
  }
}
