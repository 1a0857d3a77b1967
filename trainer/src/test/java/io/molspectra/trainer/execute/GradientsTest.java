package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientsTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** loss = sum((x w)^2); `unused` is a parameter it does not depend on. */
  private static Graph graph() {
    var builder = new GraphBuilder("squares");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"));
    Value w = builder.parameter("w", Tensor.scalar(3));
    Value unused = builder.parameter("unused", Tensor.of(new double[] {1, 2}, 2));
    Value y = x.times(w);
    builder.output("y", y);
    builder.output("other", unused.squared());
    builder.output(
        "loss", builder.node(Operator.REDUCE_SUM, Attributes.of("keepdims", 0L), y.squared()));
    return builder.build();
  }

  private GraphExecutor executor(Precision precision) {
    return new GraphExecutor(graph(), manager, precision);
  }

  @Test
  void giveLossOutputsAndAGradientPerParameter() {
    GraphExecutor executor = executor(Precision.FLOAT32);
    NDArray x = manager.create(new float[] {1, 2});
    try (NDManager step = manager.newSubManager()) {
      Gradients result = Gradients.of(executor, step, Map.of("x", x), "loss");
      assertEquals(45, result.outputs().get("loss").getFloat());
      assertArrayEquals(new float[] {3, 6}, result.outputs().get("y").toFloatArray());
      assertEquals(List.of("w", "unused"), List.copyOf(result.gradients().keySet()));
      assertEquals(30, result.gradients().get("w").getFloat()); // 2 w (1 + 4)
      assertArrayEquals(new float[] {0, 0}, result.gradients().get("unused").toFloatArray());
      assertSame(step, result.gradients().get("w").getManager());
      assertSame(step, result.outputs().get("y").getManager());
    }
  }

  @Test
  void doNotAccumulateFromStepToStep() {
    GraphExecutor executor = executor(Precision.FLOAT64);
    for (int i = 1; i <= 3; i++) {
      try (NDManager step = manager.newSubManager()) {
        NDArray x = step.create(new double[] {i});
        Gradients result = Gradients.of(executor, step, Map.of("x", x), "loss");
        assertEquals(6.0 * i * i, result.gradients().get("w").getDouble());
        assertEquals(DataType.FLOAT64, result.gradients().get("unused").getDataType());
      }
    }
  }

  @Test
  void aNotANumberInOneStepDoesNotReachTheNext() {
    GraphExecutor executor = executor(Precision.FLOAT32);
    NDArray bad = manager.create(new float[] {Float.NaN});
    NDArray good = manager.create(new float[] {1});
    Gradients first = Gradients.of(executor, manager, Map.of("x", bad), "loss");
    assertTrue(Float.isNaN(first.gradients().get("w").getFloat()));
    Gradients second = Gradients.of(executor, manager, Map.of("x", good), "loss");
    assertEquals(6, second.gradients().get("w").getFloat());
  }

  @Test
  void differentiateWithRespectToInputs() {
    GraphExecutor executor = executor(Precision.FLOAT64);
    NDArray x = manager.create(new double[] {1, 2});
    Gradients result =
        Gradients.of(executor, manager, Map.of("x", x), "loss", List.of(), List.of("x"));
    assertArrayEquals(new double[] {18, 36}, result.gradients().get("x").toDoubleArray());
    assertEquals(List.of("loss"), List.copyOf(result.outputs().keySet()));
    assertFalse(x.hasGradient(), "the input is an ordinary array again");
  }

  @Test
  void leaveParametersFreeToBeChangedInPlace() {
    GraphExecutor executor = executor(Precision.FLOAT32);
    NDArray x = manager.create(new float[] {1});
    for (double expected : new double[] {6, 0}) {
      Gradients result = Gradients.of(executor, manager, Map.of("x", x), "loss");
      assertEquals(expected, result.gradients().get("w").getFloat());
      NDArray w = executor.parameters().get("w");
      w.subi(result.gradients().get("w").div(2));
    }
  }

  @Test
  void refuseALossOfSeveralElementsAndUnknownVariables() {
    GraphExecutor executor = executor(Precision.FLOAT32);
    Map<String, NDArray> inputs = Map.of("x", manager.create(new float[] {1, 2}));
    var error =
        assertThrows(GraphException.class, () -> Gradients.of(executor, manager, inputs, "y"));
    assertTrue(error.getMessage().contains("must have one element, got shape (2)"));
    error =
        assertThrows(
            GraphException.class,
            () -> Gradients.of(executor, manager, inputs, "loss", List.of(), List.of("positions")));
    assertTrue(error.getMessage().contains("'positions' is neither a parameter nor"));
    // The failed calls left nothing behind that would block the next.
    Gradients.of(executor, manager, inputs, "loss");
  }
}
