package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.conformance.ConformanceCase;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator computes what the ONNX project's own cases say, in both precisions. */
class ExecutorAgreesWithConformanceData {
  private static final Set<String> REFUSED = Set.of("test_edge_pad", "test_reflect_pad");
  private static NDManager manager;

  @BeforeAll
  static void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  static Stream<ConformanceCase> cases() {
    return ConformanceCase.all().stream().filter(example -> !REFUSED.contains(example.name()));
  }

  static Stream<ConformanceCase> realCases() {
    return cases()
        .filter(
            example ->
                Stream.of(example.inputs(), example.outputs())
                    .flatMap(tensors -> tensors.values().stream())
                    .anyMatch(tensor -> tensor.dtype() == DType.FLOAT));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inFloat32(ConformanceCase example) {
    example.check(run(example, Precision.FLOAT32));
  }

  @ParameterizedTest
  @MethodSource("realCases")
  void inFloat64(ConformanceCase example) {
    example.check(run(example, Precision.FLOAT64));
  }

  @Test
  void everyOperatorHasAKernelAndACase() {
    var missing = EnumSet.allOf(Operator.class);
    missing.removeAll(Kernels.BY_OPERATOR.keySet());
    assertTrue(missing.isEmpty(), () -> "without a kernel: " + missing);
    var untested = EnumSet.allOf(Operator.class);
    cases()
        .flatMap(example -> ConformanceGraph.of(example).graph().nodes().stream())
        .forEach(node -> untested.remove(node.operator()));
    assertTrue(untested.isEmpty(), () -> "without a case: " + untested);
  }

  @Test
  void paddingOtherThanByAConstantIsRefusedByName() {
    for (ConformanceCase example : ConformanceCase.of("Pad")) {
      if (REFUSED.contains(example.name())) {
        var error = assertThrows(GraphException.class, () -> run(example, Precision.FLOAT32));
        assertTrue(error.getMessage().contains("does not support padding in mode"));
      }
    }
  }

  private static Map<String, Tensor> run(ConformanceCase example, Precision precision) {
    var conformance = ConformanceGraph.of(example);
    try (var executor = new GraphExecutor(conformance.graph(), manager, precision)) {
      return executor.evaluate(conformance.inputs());
    }
  }
}
