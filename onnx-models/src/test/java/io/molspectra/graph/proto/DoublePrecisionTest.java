package io.molspectra.graph.proto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.DoublePrecision;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Graphs in float64, run by ONNX Runtime. */
class DoublePrecisionTest {
  private static final double STEP = 1e-4;
  private static final double[] OFFSETS = {-2, -1, 1, 2};
  private static final double[] WEIGHTS = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};

  /** A bent chain of four atoms and an atom near the cutoff. */
  private static final Molecule MOLECULE =
      new Molecule(
          "m",
          new int[] {8, 6, 1, 1, 7},
          new float[] {
            0, 0, 0.1f, 1.2f, 0.1f, -0.2f, 1.8f, 0.9f, 0.3f, 1.7f, -0.8f, 0.5f, -0.4f, 1.3f, 4
          });

  private static final List<String> WANTED =
      List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.FORCES);

  private static Graph network(Preset preset) {
    var settings = EncoderSettings.of(preset, 32, 2, 4, 16, 0, 5, 20);
    return new MoleculeNetwork("molecule", settings, new RandomParameters(1))
        .withEnergy(2, -1)
        .withForces()
        .build()
        .select("energy-forces", WANTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"MOLSPECTRA", "PAPER"})
  void forcesEqualCentralDifferences(Preset preset) throws Exception {
    Graph wide = DoublePrecision.of(network(preset));
    try (var session = OrtSession.open(new OnnxWriter().toBytes(wide))) {
      double[] start = widened(MOLECULE.positions());
      double[] forces = get(session.run(inputs(wide, start)), MoleculeNetwork.FORCES);
      double[] differences = new double[start.length];
      for (int k = 0; k < start.length; k++) {
        for (int at = 0; at < OFFSETS.length; at++) {
          double[] moved = start.clone();
          moved[k] += OFFSETS[at] * STEP;
          double energy = get(session.run(inputs(wide, moved)), MoleculeNetwork.ENERGY)[0];
          differences[k] -= WEIGHTS[at] * energy / STEP;
        }
      }
      double largest = Arrays.stream(forces).map(Math::abs).max().orElseThrow();
      // rounding of an energy of size 10 over the step: 1e-15 * 10 / 1e-4
      assertArrayEquals(differences, forces, 1e-9 * largest + 1e-10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothPrecisionsAreTheSameFunction(Preset preset) throws Exception {
    Graph narrow = network(preset);
    Graph wide = DoublePrecision.of(narrow);
    double[] start = widened(MOLECULE.positions());
    try (var first = OrtSession.open(new OnnxWriter().toBytes(narrow));
        var second = OrtSession.open(new OnnxWriter().toBytes(wide))) {
      Map<String, Tensor> rounded = first.run(inputs(narrow, start));
      Map<String, Tensor> exact = second.run(inputs(wide, start));
      for (String name : WANTED) {
        assertEquals(DType.DOUBLE, Objects.requireNonNull(exact.get(name)).dtype());
        double largest = Arrays.stream(get(exact, name)).map(Math::abs).max().orElseThrow();
        // float32 rounding; the whitening of the reference preset amplifies it
        double share = preset == Preset.REFERENCE ? 1e-2 : 1e-4;
        assertArrayEquals(get(exact, name), get(rounded, name), share * largest);
      }
    }
  }

  @Test
  void theFilesShareTheirWeights(@TempDir Path folder) throws Exception {
    Graph graph = network(Preset.MOLSPECTRA);
    long alone;
    try (var weights = new ExternalWeights(folder.resolve("weights.bin"))) {
      var writer = new OnnxWriter().optExternalWeights(weights);
      writer.write(graph, folder.resolve("forces.onnx"));
      alone = weights.length();
      writer.write(DoublePrecision.of(graph), folder.resolve("forces-f64.onnx"));
      weights.publish();
    }
    // nothing but a table of constants above 1 kB could have been added
    assertEquals(alone, Files.size(folder.resolve("weights.bin")));
    Graph back = OnnxReader.read(folder.resolve("forces-f64.onnx")).graph();
    assertEquals(graph.parameters(), back.parameters());
    OrtSession.open(folder.resolve("forces-f64.onnx")).close();
  }

  @Test
  void everyOperatorRunsInFloat64OrSaysThatItCannot() throws Exception {
    var missing = new ArrayList<String>();
    for (Operator operator : Operator.values()) {
      Graph narrow = OperatorGraphs.of(operator);
      try {
        Graph wide = DoublePrecision.of(narrow);
        assertClose(operator, narrow, wide);
      } catch (GraphException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("in float32 only"), e.getMessage());
        missing.add(operator.onnxName());
      } catch (ai.onnxruntime.OrtException e) {
        throw new AssertionError(operator + " has no float64 form: " + e.getMessage(), e);
      }
    }
    assertEquals(List.of("Erf", "Softplus"), missing);
  }

  private static void assertClose(Operator operator, Graph narrow, Graph wide) throws Exception {
    Tensor x = OperatorGraphs.ramp(3, 4);
    double[] values = x.toDoubles();
    Map<String, Tensor> precise = new LinkedHashMap<>();
    Map<String, Tensor> rounded = new LinkedHashMap<>();
    for (String name : narrow.inputs()) {
      precise.put(name, Tensor.real(DType.DOUBLE, values, 3, 4));
      rounded.put(name, x);
    }
    try (var first = OrtSession.open(new OnnxWriter().toBytes(narrow));
        var second = OrtSession.open(new OnnxWriter().toBytes(wide))) {
      Map<String, Tensor> expected = first.run(rounded);
      Map<String, Tensor> actual = second.run(precise);
      for (String name : expected.keySet()) {
        assertArrayEquals(get(expected, name), get(actual, name), 2e-6, operator.onnxName());
      }
    }
  }

  private static Map<String, Tensor> inputs(Graph graph, double[] positions) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    FeatureInputs.of(new MoleculeBatcher(5).batch(List.of(MOLECULE)))
        .forEach((name, feature) -> inputs.put(name, tensor(graph, name, feature)));
    inputs.put(
        FeatureInputs.POSITIONS,
        Tensor.real(graph.type(FeatureInputs.POSITIONS).dtype(), positions, 5, 3));
    inputs.keySet().retainAll(graph.inputs());
    return inputs;
  }

  private static Tensor tensor(Graph graph, String name, FeatureTensor feature) {
    return feature instanceof FeatureTensor.Float32 real
        ? Tensor.real(
            graph.inputs().contains(name) ? graph.type(name).dtype() : DType.FLOAT,
            widened(real.values()),
            real.shape())
        : Tensor.integer(DType.INT64, ((FeatureTensor.Int64) feature).values(), feature.shape());
  }

  private static double[] get(Map<String, Tensor> results, String name) {
    return Objects.requireNonNull(results.get(name), name).toDoubles();
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, k -> values[k]);
    return wide;
  }
}
