package io.molspectra.graph.proto;

import static io.molspectra.graph.proto.GraphAssertions.assertSameGraph;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks we ship survive their files, forces and trainability included. */
class MoleculeNetworkFileTest {
  private static MoleculeNetwork network(Preset preset) {
    var settings = EncoderSettings.of(preset, 16, 2, 4, 8, 0, 5, 20);
    return new MoleculeNetwork("molecule", settings, new RandomParameters(1))
        .withEnergy(2, -1)
        .withNoise();
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetWithForcesComesBackAndLoadsInOnnxRuntime(Preset preset) throws Exception {
    Graph graph = network(preset).withForces().build();
    byte[] bytes = new OnnxWriter().optValueInfo(true).toBytes(graph);
    Graph back = OnnxReader.read(bytes, "network").graph();
    assertSameGraph(graph, back);
    assertArrayEquals(bytes, new OnnxWriter().optValueInfo(true).toBytes(back));
    OrtSession.open(bytes).close();
  }

  @Test
  void forcesDerivedFromAFileAreThoseOfTheNetwork() throws Exception {
    byte[] bytes = new OnnxWriter().toBytes(network(Preset.MOLSPECTRA).build());
    var builder = GraphBuilder.continuing(OnnxReader.read(bytes, "energy").graph());
    Value energy = builder.value(MoleculeNetwork.ENERGY);
    Value forces =
        GradientBuilder.gradients(
                energy, builder.scalar(-1, DType.FLOAT), List.of(builder.value("positions")))
            .get(0);
    builder.output(MoleculeNetwork.FORCES, forces);
    Graph direct = network(Preset.MOLSPECTRA).withForces().build();
    Tensor expected = forces(direct);
    assertTrue(Arrays.stream(expected.toDoubles()).map(Math::abs).max().orElse(0) > 1e-2);
    // the same sums in another order: float32 rounding
    assertArrayEquals(expected.toDoubles(), forces(builder.build()).toDoubles(), 1e-5);
  }

  /** Forces on a bent water and a carbon monoxide, by ONNX Runtime. */
  private static Tensor forces(Graph graph) throws Exception {
    float[] water = {0, 0, 0, 0.96f, 0, 0, -0.2f, 0.95f, 0.1f};
    float[] monoxide = {0, 0, 0, 0, 0, 1.2f};
    var batch =
        new MoleculeBatcher(5)
            .batch(
                List.of(
                    new Molecule("water", new int[] {8, 1, 1}, water),
                    new Molecule("monoxide", new int[] {6, 8}, monoxide)));
    var inputs = new LinkedHashMap<String, Tensor>();
    Graph selected = graph.select("forces", List.of(MoleculeNetwork.FORCES));
    FeatureInputs.of(batch).forEach((name, feature) -> inputs.put(name, tensor(feature)));
    inputs.keySet().retainAll(selected.inputs());
    try (var session = OrtSession.open(new OnnxWriter().toBytes(selected))) {
      return session.run(inputs).get(MoleculeNetwork.FORCES);
    }
  }

  private static Tensor tensor(FeatureTensor feature) {
    return feature instanceof FeatureTensor.Float32 real
        ? Tensor.of(real.values(), real.shape())
        : Tensor.integer(DType.INT64, ((FeatureTensor.Int64) feature).values(), feature.shape());
  }

  @Test
  void theFilesOfABundleShareTheEncodersWeights(@TempDir Path folder) throws Exception {
    Graph whole = network(Preset.MOLSPECTRA).withForces().build();
    long encoderAlone;
    try (var weights = new ExternalWeights(folder.resolve("weights.bin"))) {
      var writer = new OnnxWriter().optExternalWeights(weights);
      var features = List.of(MoleculeNetwork.SCALARS, MoleculeNetwork.VECTORS);
      writer.write(whole.select("encoder", features), folder.resolve("encoder.onnx"));
      encoderAlone = weights.length();
      for (String task : List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.FORCES)) {
        writer.write(whole.select(task, List.of(task)), folder.resolve("task-" + task + ".onnx"));
      }
      weights.publish();
    }
    // the heads of 16 channels add little; a second copy of the encoder would double the file
    assertEquals(1, (double) Files.size(folder.resolve("weights.bin")) / encoderAlone, 0.2);
    for (String name : List.of("encoder", "task-energy", "task-forces")) {
      Path file = folder.resolve(name + ".onnx");
      OrtSession.open(file).close();
      OnnxReader.read(file);
    }
  }
}
