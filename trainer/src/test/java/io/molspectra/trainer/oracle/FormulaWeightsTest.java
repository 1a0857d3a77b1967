package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.network.VectorNorm;
import io.molspectra.trainer.execute.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A tiny network whose weights are a formula, so that nothing but the published equations connects
 * our result with the reference's: TorchMD-NET's original, MolSpectra's two configurations.
 */
class FormulaWeightsTest {
  private static final double TOLERANCE = 1e-9;
  private static final int CHANNELS = 8;

  private final JsonNode oracle = read();

  @ParameterizedTest
  @CsvSource({"torchmd, NONE, NONE", "plain, NONE, WHITENED", "perlayer, WHITENED, WHITENED"})
  void energyForcesAndNoise(String mode, VectorNorm layerNorm, VectorNorm outputNorm) {
    JsonNode expected = oracle.get("modes").get(mode);
    Map<String, Tensor> state = state(expected);
    var settings =
        EncoderSettings.of(Preset.REFERENCE, CHANNELS, 2, 2, 4, 0, 5, 10)
            .withNorms(layerNorm != VectorNorm.NONE, layerNorm, outputNorm);
    Graph graph =
        new MoleculeNetwork(mode, settings, new ReferenceWeights(state, settings.heads()))
            .withEnergy(1, 0)
            .withForces()
            .withNoise()
            .build();
    Map<String, Tensor> results = OracleNetwork.run(graph, Precision.FLOAT64, inputs());
    compare(mode, expected, "energy", doubles(results, "energy"));
    compare(mode, expected, "forces", doubles(results, "forces"));
    compare(mode, expected, "noise", doubles(results, "noise"));
    compare(mode, expected, "x0", Arrays.copyOf(doubles(results, "atom_scalars"), CHANNELS));
    compare(mode, expected, "vec0_x", Arrays.copyOf(doubles(results, "atom_vectors"), CHANNELS));
  }

  private static void compare(String mode, JsonNode expected, String name, double[] actual) {
    double[] values = numbers(expected.get(name));
    double error = Oracle.relativeError(values, actual);
    Figures.record("formula_weights", mode + "/" + name, "FLOAT64", error, TOLERANCE);
    assertTrue(error <= TOLERANCE, () -> "%s %s: relative error %.3g".formatted(mode, name, error));
  }

  private Map<String, Tensor> inputs() {
    double[] positions = numbers(oracle.get("positions"));
    float[] rounded = new float[positions.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) positions[i];
    }
    int[] elements =
        Arrays.stream(numbers(oracle.get("atomic_numbers"))).mapToInt(z -> (int) z).toArray();
    var molecule = new Molecule("formula", elements, rounded);
    Map<String, Tensor> inputs = Oracle.inputs(new MoleculeBatcher(5.0).batch(List.of(molecule)));
    // The reference ran on the float64 coordinates.
    inputs.put("positions", Tensor.of(positions, elements.length, 3));
    return inputs;
  }

  private static Map<String, Tensor> state(JsonNode mode) {
    var state = new HashMap<String, Tensor>();
    fill(state, "representation_model.", mode.get("encoder"));
    fill(state, "output_model.", mode.get("head"));
    fill(state, "output_model_noise.", mode.get("head"));
    return state;
  }

  private static void fill(Map<String, Tensor> state, String prefix, JsonNode parameters) {
    for (int k = 0; k < parameters.size(); k++) {
      String name = parameters.get(k).get(0).asText();
      long[] shape =
          Arrays.stream(numbers(parameters.get(k).get(1))).mapToLong(d -> (long) d).toArray();
      boolean scale = shape.length == 1 && name.endsWith("weight");
      double[] values = new double[Tensor.filled(0, shape).size()];
      for (int i = 0; i < values.length; i++) {
        double v = Math.sin(0.37 * i + 1.3 * k + 0.5);
        values[i] = scale ? 1 + 0.1 * v : 0.2 * v;
      }
      state.put(prefix + name, Tensor.of(values, shape));
    }
  }

  private static double[] doubles(Map<String, Tensor> results, String name) {
    return Objects.requireNonNull(results.get(name)).toDoubles();
  }

  /** All numbers of a number, list or list of lists. */
  private static double[] numbers(JsonNode node) {
    return node.isNumber()
        ? new double[] {node.doubleValue()}
        : StreamSupport.stream(node.spliterator(), false)
            .flatMapToDouble(part -> Arrays.stream(numbers(part)))
            .toArray();
  }

  private static JsonNode read() {
    try (var in = FormulaWeightsTest.class.getResourceAsStream("/oracle/formula_weights.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
