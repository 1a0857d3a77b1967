package io.molspectra.trainer.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Type;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.network.NetworkParts;
import io.molspectra.network.VectorNorm;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whitening norm with first and second derivatives, for vectors of every rank. */
class WhiteningOracleTest {
  private static final double VALUES = 1e-9;
  private static final double GRADIENTS = 1e-7;
  private static final String WEIGHT = "norm.weight";

  private static final Oracle ORACLE = Oracle.of("equivariant_layernorm");

  static Stream<String> cases() {
    return ORACLE.keys("out/").stream().map(key -> key.substring("out/".length()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAndDerivativesByGraphNodes(String name) {
    for (Precision precision : Precision.values()) {
      Map<String, Tensor> results;
      try (NDManager manager = NDManager.newBaseManager();
          var executor = new GraphExecutor(graph(), manager, precision)) {
        results = executor.evaluate(inputs(name));
      }
      ORACLE.compare(precision, "out/" + name, results.get("out"), VALUES);
      ORACLE.compare(precision, "grad/" + name, results.get("grad"), GRADIENTS);
      String second = "grad/second/" + name;
      ORACLE.compare(precision, second + "/input", results.get("second_input"), GRADIENTS);
      ORACLE.compare(precision, second + "/weight", results.get("second_weight"), GRADIENTS);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivativesByAutogradThroughTheGraph(String name) {
    Graph graph = graph().select("autograd", List.of("loss"));
    for (Precision precision : Precision.values()) {
      try (NDManager manager = NDManager.newBaseManager();
          var executor = new GraphExecutor(graph, manager, precision)) {
        Map<String, NDArray> inputs = Tensors.toArrays(manager, precision, inputs(name));
        Gradients gradients =
            Gradients.of(executor, manager, inputs, "loss", List.of(), List.of("input", WEIGHT));
        String second = "grad/second/" + name;
        ORACLE.compare(
            precision,
            second + "/input",
            Tensors.toTensor(gradients.gradients().get("input")),
            GRADIENTS);
        ORACLE.compare(
            precision,
            second + "/weight",
            Tensors.toTensor(gradients.gradients().get(WEIGHT)),
            GRADIENTS);
      }
    }
  }

  private static Map<String, Tensor> inputs(String name) {
    var inputs = new HashMap<String, Tensor>();
    inputs.put("input", ORACLE.tensor("in/" + name));
    inputs.put("cotangent", ORACLE.tensor("in/cotangent"));
    inputs.put("cotangent2", ORACLE.tensor("in/cotangent2"));
    return inputs;
  }

  /** The norm, its gradient against a cotangent, and the gradient of that against another. */
  private static Graph graph() {
    var builder = new GraphBuilder("whitening");
    Type type = ORACLE.tensor("in/cotangent").type();
    Value input = builder.input("input", type);
    Value cotangent = builder.input("cotangent", type);
    Value cotangent2 = builder.input("cotangent2", type);
    Value out =
        NetworkParts.normalised(
            VectorNorm.WHITENED,
            (parameter, initialisation, shape) -> ORACLE.tensor("w/weight"),
            "norm",
            input);
    builder.output("out", out);
    Value grad = GradientBuilder.gradients(out, cotangent, List.of(input)).get(0);
    builder.output("grad", grad);
    List<Value> second =
        GradientBuilder.gradients(grad, cotangent2, List.of(input, builder.value(WEIGHT)));
    builder.output("second_input", second.get(0));
    builder.output("second_weight", second.get(1));
    builder.output(
        "loss",
        builder.node(
            Operator.REDUCE_SUM,
            Attributes.of("keepdims", 0L),
            grad.times(cotangent2).cast(DType.FLOAT)));
    return builder.build();
  }
}
