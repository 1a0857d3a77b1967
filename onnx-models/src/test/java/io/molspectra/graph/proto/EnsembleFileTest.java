package io.molspectra.graph.proto;

import static io.molspectra.graph.proto.GraphAssertions.assertSameGraph;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.EnsembleGraph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ensemble in ONNX Runtime answers as its members, asked one by one, do. */
class EnsembleFileTest {
  private static final List<TaskSpec> TASKS =
      List.of(TaskSpec.scalar("energy", "eV").withForces(), TaskSpec.vector("noise", "1"));

  /** Answers are of the order of one to ten: float32 sums in another order. */
  private static final double FLOAT32 = 2e-5;

  private static Graph member(long seed, double offset) {
    return member(new RandomParameters(seed), offset);
  }

  private static Graph member(ParameterSource parameters, double offset) {
    var settings = EncoderSettings.of(Preset.MOLSPECTRA, 16, 2, 4, 8, 0, 5, 20);
    return new MoleculeNetwork("member", settings, parameters)
        .withEnergy(2, offset)
        .withForces()
        .withNoise()
        .withDenoisingLoss()
        .build();
  }

  private static List<Graph> members(int count) {
    var members = new ArrayList<Graph>();
    for (int m = 0; m < count; m++) {
      members.add(member(m + 1, 0.1 * m));
    }
    return members;
  }

  @Test
  void meanAndSpreadAreThoseOfTheMembersAskedOneByOne() throws Exception {
    List<Graph> members = members(3);
    EnsembleGraph ensemble = EnsembleGraph.of(members, TASKS);
    List<Integer> counts =
        ensemble.tasks().stream().map(task -> Objects.requireNonNull(task.members())).toList();
    assertEquals(List.of(3, 3), counts);
    List<String> outputs =
        List.of(
            "energy",
            "energy_spread",
            "forces",
            "forces_spread",
            "noise",
            "noise_spread",
            "embedding");
    assertTrue(ensemble.graph().outputs().containsAll(outputs));
    Map<String, Tensor> merged = run(ensemble.graph(), outputs);
    var apart = new ArrayList<Map<String, Tensor>>();
    for (Graph member : members) {
      apart.add(run(member, List.of("energy", "forces", "noise", "embedding")));
    }
    assertEquals(List.of(2L, 1L), shape(merged, "energy_spread"));
    assertEquals(List.of(5L), shape(merged, "forces_spread"));
    assertArrayEquals(values(apart.get(0), "embedding"), values(merged, "embedding"), FLOAT32);
    double[] energySpread = values(merged, "energy_spread");
    for (int m = 0; m < 2; m++) {
      double[] answers = component(apart, "energy", m);
      assertEquals(mean(answers), values(merged, "energy")[m], FLOAT32);
      double spread = Math.sqrt(squares(answers) / 2);
      assertTrue(spread > 1e-2, "the members must differ to show anything: " + spread);
      assertEquals(spread, energySpread[m], FLOAT32);
    }
    for (String vectors : List.of("forces", "noise")) {
      for (int atom = 0; atom < 5; atom++) {
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          double[] answers = component(apart, vectors, 3 * atom + axis);
          assertEquals(mean(answers), values(merged, vectors)[3 * atom + axis], FLOAT32);
          squared += squares(answers) / 3;
        }
        assertEquals(
            Math.sqrt(squared), values(merged, vectors + "_spread")[atom], FLOAT32, vectors);
      }
    }
  }

  @Test
  void aLargeCommonOffsetDoesNotDrownTheSpread() throws Exception {
    List<Graph> small = List.of(member(1, 0), member(2, 0));
    List<Graph> large = List.of(member(1, -1000), member(2, -1000));
    double[] expected = values(run(of(small), List.of("energy_spread")), "energy_spread");
    double[] actual = values(run(of(large), List.of("energy_spread")), "energy_spread");
    // one unit in the last place of 1000 in float32
    assertArrayEquals(expected, actual, Math.ulp(1000f));
  }

  @Test
  void forcesOfTheEnsembleAreTheGradientOfItsMean() throws Exception {
    Graph ensemble = of(members(2));
    var builder = GraphBuilder.continuing(ensemble);
    Value gradient =
        GradientBuilder.gradients(
                builder.value("energy"),
                builder.scalar(-1, DType.FLOAT),
                List.of(builder.value("positions")))
            .get(0);
    builder.output("derived", gradient);
    double[] expected = values(run(ensemble, List.of("forces")), "forces");
    assertArrayEquals(
        expected, values(run(builder.build(), List.of("derived")), "derived"), FLOAT32);
  }

  @Test
  void anEnsembleComesBackFromItsFileAdjointsIncluded() throws Exception {
    Graph ensemble = of(members(3));
    byte[] bytes = new OnnxWriter().toBytes(ensemble);
    Graph back = OnnxReader.read(bytes, "ensemble").graph();
    assertSameGraph(ensemble, back);
    assertTrue(back.nodes().stream().anyMatch(node -> node.adjoint() != null));
  }

  @Test
  void filesOfAnEnsembleShareWeightsAndACommonEncoderIsStoredOnce(@TempDir Path folder)
      throws Exception {
    long single = bytes(List.of(member(1, 0)), folder.resolve("single"));
    long apart = bytes(members(3), folder.resolve("apart"));
    // Heads of 16 channels are small beside the encoder, and so are shared constants.
    assertEquals(3, (double) apart / single, 0.1);
    long frozen =
        bytes(
            List.of(member(1, 0), member(headsOf(2), 0), member(headsOf(3), 0)),
            folder.resolve("frozen"));
    assertTrue(frozen < 1.6 * single, frozen + " bytes with one encoder, alone " + single);
  }

  /** The encoder of seed 1 with other heads. */
  private static ParameterSource headsOf(long seed) {
    var encoder = new RandomParameters(1);
    var heads = new RandomParameters(seed);
    return (name, initialisation, shape) ->
        (name.startsWith("output_model") ? heads : encoder).get(name, initialisation, shape);
  }

  private static long bytes(List<Graph> members, Path folder) throws Exception {
    Files.createDirectories(folder);
    Graph graph = members.size() == 1 ? members.get(0) : of(members);
    try (var weights = new ExternalWeights(folder.resolve("weights.bin"))) {
      var writer = new OnnxWriter().optExternalWeights(weights);
      for (String task : List.of("energy", "noise")) {
        writer.write(graph.select(task, List.of(task)), folder.resolve(task + ".onnx"));
      }
      weights.publish();
    }
    OrtSession.open(folder.resolve("energy.onnx")).close();
    return Files.size(folder.resolve("weights.bin"));
  }

  @Test
  void theFirstHeadAnswersAsTheFirstMember() throws Exception {
    List<Graph> members = members(2);
    Graph ensemble = of(members);
    for (TaskSpec task : TASKS) {
      Graph head = EnsembleGraph.firstHead(ensemble, "head", task);
      assertEquals(List.of(task.name()), head.outputs());
      Map<String, Tensor> features = run(ensemble, List.of("atom_scalars", "atom_vectors"));
      Map<String, Tensor> inputs = new LinkedHashMap<>(inputs());
      inputs.putAll(features);
      double[] expected = values(run(members.get(0), List.of(task.name())), task.name());
      assertArrayEquals(expected, values(run(head, inputs), task.name()), FLOAT32, task.name());
    }
  }

  @Test
  void oneMemberAndAMissingTaskAreRefused() {
    assertThrows(GraphException.class, () -> EnsembleGraph.of(List.of(member(1, 0)), TASKS));
    List<TaskSpec> other = List.of(TaskSpec.scalar("gap", "eV"));
    GraphException refused =
        assertThrows(GraphException.class, () -> EnsembleGraph.of(members(2), other));
    assertTrue(refused.getMessage().contains("'gap'"), refused.getMessage());
    List<TaskSpec> embedding = List.of(TaskSpec.embedding());
    assertThrows(GraphException.class, () -> EnsembleGraph.of(members(2), embedding));
  }

  private static Graph of(List<Graph> members) {
    return EnsembleGraph.of(members, TASKS).graph();
  }

  private static double[] component(List<Map<String, Tensor>> answers, String name, int k) {
    return answers.stream().mapToDouble(answer -> values(answer, name)[k]).toArray();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return java.util.Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  private static double[] values(Map<String, Tensor> outputs, String name) {
    return Objects.requireNonNull(outputs.get(name), name).toDoubles();
  }

  private static List<Long> shape(Map<String, Tensor> outputs, String name) {
    return java.util.Arrays.stream(Objects.requireNonNull(outputs.get(name), name).shape())
        .boxed()
        .toList();
  }

  private static Map<String, Tensor> run(Graph graph, Collection<String> outputs) throws Exception {
    return run(graph.select("run", outputs), inputs());
  }

  private static Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs) throws Exception {
    var fed = new LinkedHashMap<>(inputs);
    fed.keySet().retainAll(graph.inputs());
    try (var session = OrtSession.open(new OnnxWriter().toBytes(graph))) {
      return session.run(fed);
    }
  }

  /** A bent water and a carbon monoxide. */
  private static Map<String, Tensor> inputs() {
    float[] water = {0, 0, 0, 0.96f, 0, 0, -0.2f, 0.95f, 0.1f};
    float[] monoxide = {0, 0, 0, 0, 0, 1.2f};
    var batch =
        new MoleculeBatcher(5)
            .batch(
                List.of(
                    new Molecule("water", new int[] {8, 1, 1}, water),
                    new Molecule("monoxide", new int[] {6, 8}, monoxide)));
    var inputs = new LinkedHashMap<String, Tensor>();
    FeatureInputs.of(batch).forEach((name, feature) -> inputs.put(name, tensor(feature)));
    return inputs;
  }

  private static Tensor tensor(FeatureTensor feature) {
    return feature instanceof FeatureTensor.Float32 real
        ? Tensor.of(real.values(), real.shape())
        : Tensor.integer(DType.INT64, ((FeatureTensor.Int64) feature).values(), feature.shape());
  }
}
