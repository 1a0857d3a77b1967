package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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

class GraphExecutorTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** y = x w + b over A rows of 2; its shape as a second output. */
  private static Graph affine() {
    var builder = new GraphBuilder("affine");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(2));
    Value scale = builder.input("scale", DType.FLOAT, Dim.symbol("A"));
    Value w = builder.parameter("w", Tensor.of(new double[] {1, 2, 3, 4}, 2, 2));
    Value b = builder.parameter("b", Tensor.of(new double[] {10, 20}, 2));
    Value y = x.matmul(w).plus(b);
    builder.output("y", y);
    builder.output("scaled", y.times(scale.unsqueeze(1)));
    builder.output("extents", builder.node(Operator.SHAPE, y));
    return builder.build();
  }

  private static Map<String, Tensor> affineInputs() {
    return Map.of(
        "x", Tensor.of(new double[] {1, 0, 0, 1, 1, 1}, 3, 2),
        "scale", Tensor.of(new double[] {1, 2, -1}, 3));
  }

  private GraphExecutor executor(Graph graph) {
    return new GraphExecutor(graph, manager, Precision.FLOAT32);
  }

  @Test
  void computesAllOutputs() {
    Map<String, Tensor> results = executor(affine()).evaluate(affineInputs());
    assertEquals(List.of("y", "scaled", "extents"), List.copyOf(results.keySet()));
    assertEquals(Tensor.of(new double[] {11, 22, 13, 24, 14, 26}, 3, 2), results.get("y"));
    assertEquals(Tensor.of(new double[] {11, 22, 26, 48, -14, -26}, 3, 2), results.get("scaled"));
    assertEquals(Tensor.ofLongs(3, 2), results.get("extents"));
  }

  @Test
  void computesOnlyWhatIsWantedAndAsksOnlyForWhatThatNeeds() {
    GraphExecutor executor = executor(affine());
    NDArray x = Tensors.toArray(manager, Precision.FLOAT32, affineInputs().get("x"));
    Map<String, NDArray> results = executor.run(manager, Map.of("x", x), List.of("y"));
    assertEquals(List.of("y"), List.copyOf(results.keySet()));
    assertEquals(26, results.get("y").toFloatArray()[5]);
  }

  @Test
  void resultsBelongToTheStepAndInputsStayOpen() {
    GraphExecutor executor = executor(affine());
    var inputs = Tensors.toArrays(manager, Precision.FLOAT32, affineInputs());
    NDArray y;
    try (NDManager step = manager.newSubManager()) {
      y = executor.run(step, inputs).get("y");
      assertSame(step, y.getManager());
    }
    assertThrows(IllegalStateException.class, y::toFloatArray);
    assertSame(manager, inputs.get("x").getManager());
    assertEquals(26, executor.run(manager, inputs).get("y").toFloatArray()[5]);
  }

  @Test
  void aWantedLeafAndTwoNamesForOneValueAreHandlesOfTheirOwn() {
    var builder = new GraphBuilder("aliases");
    Value x = builder.input("x", DType.FLOAT, Dim.of(2));
    Value doubled = x.plus(x);
    builder.output("same", x);
    builder.output("first", doubled);
    builder.output("second", builder.node(Operator.IDENTITY, doubled));
    NDArray in = manager.create(new float[] {1, 2});
    Map<String, NDArray> results = executor(builder.build()).run(manager, Map.of("x", in));
    results.get("same").close();
    results.get("first").close();
    assertArrayEquals(new float[] {2, 4}, results.get("second").toFloatArray());
    assertArrayEquals(new float[] {1, 2}, in.toFloatArray());
  }

  @Test
  void executorsShareParameters() {
    GraphExecutor training = executor(affine());
    Graph evaluation = affine().select("evaluation", List.of("y"));
    var shared = new GraphExecutor(evaluation, manager, Precision.FLOAT32, training.parameters());
    NDArray b = training.parameters().get("b");
    b.subi(b);
    Tensor y = shared.evaluate(Map.of("x", affineInputs().get("x"))).get("y");
    assertEquals(Tensor.of(new double[] {1, 2, 3, 4, 4, 6}, 3, 2), y);
    shared.close();
    assertEquals(Tensor.of(new double[] {0, 0}, 2), training.parameterValues().get("b"));
  }

  @Test
  void aSharedParameterThatDoesNotFitIsNamed() {
    Map<String, NDArray> none = Map.of("w", manager.create(new float[4]).reshape(4, 1));
    var error =
        assertThrows(
            GraphException.class,
            () -> new GraphExecutor(affine(), manager, Precision.FLOAT32, none));
    assertTrue(error.getMessage().contains("parameter 'w' of type float[2, 2]"), error::getMessage);
  }

  @Test
  void inputErrorsNameTheInputAndWhatIsExpected() {
    assertFails("needs input 'scale' of type float[A]", Map.of("x", zeros(3, 2)));
    assertFails(
        "has no input 'z'; its inputs are [x, scale]",
        Map.of("x", zeros(3, 2), "scale", zeros(3), "z", zeros(1)));
    assertFails(
        "input 'x' of graph affine must be float[A, 2], got shape [3, 5]",
        Map.of("x", zeros(3, 5), "scale", zeros(3)));
    assertFails(
        "input 'x' of graph affine must be float[A, 2], got shape [3]",
        Map.of("x", zeros(3), "scale", zeros(3)));
    assertFails("; A = ", Map.of("x", zeros(3, 2), "scale", zeros(4)));
    assertFails(
        "input 'x' of graph affine must hold float32",
        Map.of("x", manager.create(new long[6]).reshape(3, 2), "scale", zeros(3)));
  }

  @Test
  void aProductOfSymbolsMustAgreeWithItsFactors() {
    var builder = new GraphBuilder("flat");
    builder.input("flat", DType.FLOAT, Dim.symbol("A").times(Dim.symbol("K")));
    Value pairs = builder.input("pairs", DType.FLOAT, Dim.symbol("A"), Dim.symbol("K"));
    builder.output("y", pairs.plus(1).plus(builder.value("flat").reshapeLike(pairs)));
    GraphExecutor executor = executor(builder.build());
    executor.run(manager, Map.of("flat", zeros(6), "pairs", zeros(2, 3)));
    var error =
        assertThrows(
            GraphException.class,
            () -> executor.run(manager, Map.of("flat", zeros(5), "pairs", zeros(2, 3))));
    assertTrue(error.getMessage().contains("A = 2 by input 'pairs'"), error::getMessage);
    assertTrue(error.getMessage().contains("K = 3 by input 'pairs'"), error::getMessage);
  }

  @Test
  void aFailingNodeIsNamedWithItsShapes() {
    var builder = new GraphBuilder("lookup");
    Value table = builder.initializer("table", Tensor.of(new double[] {1, 2, 3}, 3));
    Value index = builder.input("index", DType.INT64, Dim.symbol("A"));
    builder.output("y", builder.scoped("embedding", () -> table.gather(index)));
    GraphExecutor executor = executor(builder.build());
    assertEquals(
        Tensor.of(new double[] {3, 1}, 2),
        executor.evaluate(Map.of("index", Tensor.ofLongs(-1, 0))).get("y"));
    var error =
        assertThrows(
            GraphException.class, () -> executor.evaluate(Map.of("index", Tensor.ofLongs(0, 3))));
    assertTrue(
        error.getMessage().startsWith("node embedding/Gather (Gather) with inputs [table:float32"),
        error::getMessage);
  }

  private NDArray zeros(long... shape) {
    return manager.zeros(new ai.djl.ndarray.types.Shape(shape));
  }

  private void assertFails(String message, Map<String, NDArray> inputs) {
    var error = assertThrows(GraphException.class, () -> executor(affine()).run(manager, inputs));
    assertTrue(error.getMessage().contains(message), error::getMessage);
  }
}
