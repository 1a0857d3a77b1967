package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.HeadKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.contract.Evaluator;
import io.molspectra.trainer.contract.Structure;
import io.molspectra.trainer.contract.Structures;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameter gradients of the whole loss of fine-tuning against central differences, in float64. */
class FinetuneGradientTest {
  private static final double STEP = 1e-5;

  /** Rounding of the loss over the step, and the third derivative times its square. */
  private static final double TOLERANCE = 1e-6;

  private static final List<String> NAMES = List.of("gap", "zpve", "mu", "r2");
  private static final List<PropertyHead> HEADS =
      List.of(
          new PropertyHead("gap", HeadKind.SCALAR, 0.5, 3, Map.of()),
          new PropertyHead("zpve", HeadKind.INVARIANT),
          new PropertyHead("mu", HeadKind.DIPOLE, 2, 0, Map.of()),
          new PropertyHead("r2", HeadKind.EXTENT, 90, 0, Map.of(6, 4.5)));

  private final List<Structure> molecules = Structures.real(3);

  /** All heads, forces (a second derivative already) and noise at once. */
  @ParameterizedTest
  @CsvSource({"mse, conservative", "l1, conservative", "huber, direct"})
  void gradientsEqualCentralDifferences(String loss, String forces) {
    FinetuneConfig config =
        FinetuneRuns.properties(
            NAMES,
            "finetune.loss=" + loss,
            "finetune.forces=" + forces,
            "finetune.force_weight=0.7",
            "finetune.denoise_weight=0.3");
    Graph graph = FinetuneNetworks.training(config, HEADS, PropertyNetwork.parameters());
    int compared = 0;
    try (var evaluator = new Evaluator(graph, 5, Precision.FLOAT64)) {
      Map<String, NDArray> inputs =
          Tensors.toArrays(evaluator.manager(), Precision.FLOAT64, inputs(evaluator, graph));
      Map<String, NDArray> gradients =
          Gradients.of(evaluator.executor(), evaluator.manager(), inputs, MoleculeNetwork.LOSS)
              .gradients();
      double scale = 1;
      for (NDArray gradient : gradients.values()) {
        scale =
            Math.max(
                scale, Arrays.stream(Tensors.toDoubles(gradient)).map(Math::abs).max().orElse(0));
      }
      for (String name : evaluator.executor().parameters().keySet()) {
        double[] gradient = Tensors.toDoubles(Objects.requireNonNull(gradients.get(name)));
        int element = largest(gradient);
        double difference =
            (loss(evaluator, inputs, name, element, STEP)
                    - loss(evaluator, inputs, name, element, -STEP))
                / (2 * STEP);
        assertEquals(difference, gradient[element], TOLERANCE * scale, name);
        compared++;
      }
    }
    assertTrue(compared > 60, "compared only " + compared);
  }

  private static int largest(double[] gradient) {
    int largest = 0;
    for (int i = 0; i < gradient.length; i++) {
      largest = Math.abs(gradient[i]) > Math.abs(gradient[largest]) ? i : largest;
    }
    return largest;
  }

  /** The second molecule's properties are not known. */
  private Map<String, Tensor> inputs(Evaluator evaluator, Graph graph) {
    var inputs = new LinkedHashMap<>(evaluator.inputs(molecules, 1));
    for (String name : NAMES) {
      inputs.put(name + "_target", Tensor.of(new double[] {0.3, 1e3, -1.7}, 3, 1));
      inputs.put(name + "_weight", Tensor.of(new double[] {0.5, 0, 0.5}, 3, 1));
    }
    int atoms = molecules.stream().mapToInt(Structure::atoms).sum();
    double[] vectors = new double[3 * atoms];
    Arrays.setAll(vectors, i -> Math.sin(1.7 * i));
    inputs.put("forces_target", Tensor.of(vectors, atoms, 3));
    inputs.put("noise_target", Tensor.of(vectors, atoms, 3));
    inputs.keySet().retainAll(graph.inputs());
    return inputs;
  }

  /** The loss with one element of a parameter moved; the parameter is put back. */
  private static double loss(
      Evaluator evaluator, Map<String, NDArray> inputs, String name, int element, double step) {
    NDArray parameter = Objects.requireNonNull(evaluator.executor().parameters().get(name));
    double[] values = Tensors.toDoubles(parameter);
    double[] moved = values.clone();
    moved[element] += step;
    try (var part = evaluator.manager().newSubManager()) {
      long[] shape = parameter.getShape().getShape();
      Tensors.toArray(part, Precision.FLOAT64, Tensor.of(moved, shape)).copyTo(parameter);
      double loss =
          Tensors.toDoubles(
              Objects.requireNonNull(
                  evaluator.executor().run(part, inputs).get(MoleculeNetwork.LOSS)))[0];
      Tensors.toArray(part, Precision.FLOAT64, Tensor.of(values, shape)).copyTo(parameter);
      return loss;
    }
  }
}
