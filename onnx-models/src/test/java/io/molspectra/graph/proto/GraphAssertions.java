package io.molspectra.graph.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Equality of graphs as far as a file can keep it. */
final class GraphAssertions {
  private GraphAssertions() {}

  /** All parts equal: constants after rounding to float32, unknown extents whatever their name. */
  static void assertSameGraph(Graph expected, Graph actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.inputs(), actual.inputs());
    assertEquals(
        List.copyOf(expected.initializers().keySet()), List.copyOf(actual.initializers().keySet()));
    expected
        .initializers()
        .forEach((name, t) -> assertEquals(rounded(t), actual.initializers().get(name), name));
    assertEquals(expected.parameters(), actual.parameters());
    assertEquals(expected.nodes(), actual.nodes());
    assertEquals(expected.outputs(), actual.outputs());
    assertEquals(describe(expected), describe(actual));
  }

  private static Tensor rounded(Tensor tensor) {
    return tensor.dtype() == DType.FLOAT ? Tensor.of(tensor.toFloats(), tensor.shape()) : tensor;
  }

  private static Map<String, String> describe(Graph graph) {
    var described = new LinkedHashMap<String, String>();
    graph.types().forEach((k, t) -> described.put(k, t.toString().replaceAll("\\?[^*,\\]]+", "?")));
    return described;
  }
}
