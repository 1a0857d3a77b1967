package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.features.FeatureInputs;
import io.molspectra.graph.DType;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Node;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unused neighbour slots are not there, and one graph serves batches of any size. */
public interface PaddingContract {
  Subject subject();

  /** Structures with forces at every site. */
  default List<Structure> padded() {
    return Structures.all();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void roundingUpTheSlotsChangesNothing(Precision precision) {
    try (Evaluator evaluator = subject().evaluator(precision)) {
      List<Predictions> tight = evaluator.predict(padded(), 1);
      for (int multiple : new int[] {2, 8}) {
        Agreement.of(subject(), precision)
            .assertAgree("padding of slots", tight, evaluator.predict(padded(), multiple));
      }
    }
  }

  /** Bit for bit: what an unused slot points at is multiplied by zero everywhere. */
  @Test
  default void unusedSlotsMayPointAnywhere() {
    try (Evaluator evaluator = subject().evaluator(Precision.FLOAT32)) {
      Map<String, Tensor> inputs = evaluator.inputs(padded(), 8);
      Map<String, Tensor> redirected = new LinkedHashMap<>(inputs);
      Tensor neighbors = inputs.get(FeatureInputs.NEIGHBORS);
      double[] mask = inputs.get(FeatureInputs.NEIGHBOR_MASK).toDoubles();
      long[] targets = neighbors.toLongs();
      long atoms = neighbors.shape()[0];
      int changed = 0;
      for (int slot = 0; slot < targets.length; slot++) {
        if (mask[slot] == 0) {
          targets[slot] = (targets[slot] + 1 + slot % 5) % atoms;
          changed++;
        }
      }
      assertTrue(changed > 100, "unused slots: " + changed);
      redirected.put(
          FeatureInputs.NEIGHBORS, Tensor.integer(DType.INT64, targets, neighbors.shape()));
      new Agreement(subject().name(), Precision.FLOAT32, 0)
          .assertAgree(
              "content of unused slots",
              evaluator.predict(padded(), inputs),
              evaluator.predict(padded(), redirected));
    }
  }

  @Test
  default void gradientsAtUnusedSlotsAreExactlyZero() {
    GraphBuilder builder = GraphBuilder.continuing(subject().graph());
    List<Value> gathered =
        subject().graph().nodes().stream()
            .filter(PaddingContract::fillsSlots)
            .map(node -> builder.value(node.outputs().get(0)))
            .toList();
    assertTrue(gathered.size() > 10, "gathers to slots: " + gathered.size());
    Value both = builder.value(MoleculeNetwork.ENERGY).sum(0, 1);
    Value loss = both.plus(builder.value(MoleculeNetwork.NOISE).squared().sum(0, 1));
    List<Value> gradients = GradientBuilder.gradients(loss, gathered);
    var wanted = gradients.stream().map(Value::name).toList();
    try (var evaluator =
        new Evaluator(
            builder.build().select("slots", wanted), subject().cutoff(), Precision.FLOAT32)) {
      Map<String, Tensor> inputs = evaluator.inputs(padded(), 8);
      double[] mask = inputs.get(FeatureInputs.NEIGHBOR_MASK).toDoubles();
      var nonZero = new ArrayList<String>();
      double used = 0;
      for (var entry : evaluator.executor().evaluate(inputs).entrySet()) {
        double[] values = entry.getValue().toDoubles();
        int width = values.length / mask.length;
        for (int i = 0; i < values.length; i++) {
          if (mask[i / width] == 0 && values[i] != 0) {
            nonZero.add("%s[%d] = %s".formatted(entry.getKey(), i, values[i]));
          }
          used = Math.max(used, mask[i / width] * Math.abs(values[i]));
        }
      }
      assertEquals(List.of(), nonZero.stream().limit(5).toList());
      assertTrue(used > 0, "used slots have gradients");
    }
  }

  private static boolean fillsSlots(Node node) {
    return node.operator() == Operator.GATHER
        && node.adjoint() != null
        && !node.name().startsWith("gradient/")
        && List.of(FeatureInputs.NEIGHBORS, FeatureInputs.NEIGHBOR_PAIR)
            .contains(node.inputs().get(1));
  }

  @Test
  default void oneGraphServesAnySize() {
    subject()
        .graph()
        .inputs()
        .forEach(
            input ->
                assertTrue(
                    subject().graph().type(input).shape().dims().stream()
                        .noneMatch(dim -> dim.isFixed() && dim.factor() > 3),
                    () -> input + " has a fixed size"));
    try (Evaluator evaluator = subject().evaluator(Precision.FLOAT32)) {
      for (int molecules : new int[] {1, 2, 31}) {
        assertEquals(molecules, evaluator.predict(Structures.real(molecules)).size());
      }
      Structure large = Structures.cluster(61);
      assertEquals(61, large.atoms());
      assertEquals(3 * large.atoms(), evaluator.alone(large).forces().length);
    }
    Measurements.note(
        subject().name(),
        Precision.FLOAT32,
        "size of the graph with forces",
        "nodes for batches of any size",
        subject().graph().nodes().size());
  }
}
