package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import io.molspectra.network.HeadKind;
import io.molspectra.network.LossKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.contract.Evaluator;
import io.molspectra.trainer.contract.Structure;
import io.molspectra.trainer.contract.Structures;
import io.molspectra.trainer.execute.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses against values computed by hand from the answers. */
class PropertyLossesTest {
  /** Rounding of float64 sums of values near 1. */
  private static final double ROUNDING = 1e-12;

  private static final PropertyHead A = new PropertyHead("a", HeadKind.SCALAR, 3, 1, Map.of());
  private static final PropertyHead B = new PropertyHead("b", HeadKind.INVARIANT);

  private final List<Structure> molecules = Structures.real(3);
  private final int atoms = molecules.stream().mapToInt(Structure::atoms).sum();

  private static MoleculeNetwork network() {
    return new MoleculeNetwork("losses", PropertyNetwork.ENCODER, PropertyNetwork.parameters())
        .withProperty(A)
        .withProperty(B)
        .withForces(A)
        .withNoise();
  }

  /** The results of a graph whose answers are a known error away from the targets. */
  private Map<String, Tensor> run(Graph graph, double[] errors, double[] weights, double beside) {
    Graph answers = network().build();
    Map<String, Tensor> answered;
    try (var evaluator = new Evaluator(answers, 5, Precision.FLOAT64)) {
      answered = evaluator.executor().evaluate(evaluator.inputs(molecules, 1));
    }
    try (var evaluator = new Evaluator(graph, 5, Precision.FLOAT64)) {
      var inputs = new LinkedHashMap<>(evaluator.inputs(molecules, 1));
      for (String task : List.of("a", "b")) {
        double[] target = of(answered, task + "_standardised");
        for (int m = 0; m < target.length; m++) {
          target[m] -= errors[m];
        }
        inputs.put(task + "_target", Tensor.of(target, molecules.size(), 1));
        inputs.put(task + "_weight", Tensor.of(weights, molecules.size(), 1));
      }
      inputs.put("forces_target", beside(of(answered, "forces_standardised"), beside));
      inputs.put("noise_target", beside(of(answered, "noise"), beside));
      inputs.keySet().retainAll(graph.inputs());
      return evaluator.executor().evaluate(inputs);
    }
  }

  private static double[] of(Map<String, Tensor> results, String name) {
    return Objects.requireNonNull(results.get(name), name).toDoubles();
  }

  private Tensor beside(double[] answers, double error) {
    for (int i = 0; i < answers.length; i++) {
      answers[i] -= i % 2 == 0 ? error : -error;
    }
    return Tensor.of(answers, atoms, 3);
  }

  @ParameterizedTest
  @EnumSource
  void lossesAreThoseOfTheErrors(LossKind kind) {
    var weights = new LinkedHashMap<String, Double>();
    weights.put("a", 2.0);
    weights.put("b", 0.5);
    weights.put("forces", 0.25);
    weights.put("noise", 0.125);
    Graph graph = network().withPropertyLosses(weights, kind).build();
    // The second molecule is one whose property is not known.
    Map<String, Tensor> results =
        run(graph, new double[] {0.5, 77, -3}, new double[] {0.5, 0, 0.5}, 1.5);
    double property =
        switch (kind) {
          case MSE -> (0.25 + 9) / 2;
          case L1 -> (0.5 + 3) / 2;
          case HUBER -> (0.125 + 2.5) / 2;
        };
    double forces =
        switch (kind) {
          case MSE -> 2.25;
          case L1 -> 1.5;
          case HUBER -> 1;
        };
    assertEquals(property, of(results, "loss_a")[0], ROUNDING * property);
    assertEquals(property, of(results, "loss_b")[0], ROUNDING * property);
    assertEquals(forces, of(results, "loss_forces")[0], ROUNDING * forces);
    // Noise is always compared by its square, as in pre-training.
    assertEquals(2.25, of(results, "loss_denoise")[0], ROUNDING * 2.25);
    double total = 2.5 * property + 0.25 * forces + 0.125 * 2.25;
    assertEquals(total, of(results, "loss")[0], ROUNDING * total);
  }

  @Test
  void aLossWithoutWeightIsLeftOut() {
    Graph graph =
        network()
            .withPropertyLosses(Map.of("a", 1.0, "b", 0.0, "forces", 0.0), LossKind.L1)
            .build();
    assertFalse(graph.inputs().contains("b_target"));
    assertFalse(graph.inputs().contains("forces_target"));
    assertFalse(graph.outputs().contains("loss_b"));
    Map<String, Tensor> results = run(graph, new double[] {1, 2, 3}, new double[] {1, 1, 1}, 0);
    assertEquals(6, of(results, "loss")[0], 6 * ROUNDING);
  }

  @Test
  void thereMustBeALoss() {
    assertThrows(
        GraphException.class, () -> network().withPropertyLosses(Map.of("a", 0.0), LossKind.MSE));
  }
}
