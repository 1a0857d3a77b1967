package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a caller supplies with what a graph declares. */
final class InputCheck {
  private final Graph graph;
  private final Precision precision;
  private final Map<String, Long> symbols = new HashMap<>();
  private final Map<String, String> boundBy = new HashMap<>();

  private InputCheck(Graph graph, Precision precision) {
    this.graph = graph;
    this.precision = precision;
  }

  /**
   * @param needed the inputs that must be there
   * @throws GraphException naming the first input that is missing, unknown, of another type or of a
   *     shape that does not fit the declared one or another input's
   */
  static void check(
      Graph graph, Precision precision, Collection<String> needed, Map<String, NDArray> given) {
    var check = new InputCheck(graph, precision);
    for (String name : needed) {
      if (!given.containsKey(name)) {
        throw new GraphException(
            "graph %s needs input '%s' of type %s; got only %s"
                .formatted(graph.name(), name, graph.type(name), given.keySet()));
      }
    }
    for (String name : given.keySet()) {
      if (!graph.inputs().contains(name)) {
        throw new GraphException(
            "graph %s has no input '%s'; its inputs are %s"
                .formatted(graph.name(), name, graph.inputs()));
      }
    }
    // First what one symbol alone decides, then products of several.
    given.forEach((name, array) -> check.input(name, array, false));
    given.forEach((name, array) -> check.input(name, array, true));
  }

  private void input(String name, NDArray array, boolean products) {
    Type type = graph.type(name);
    long[] shape = array.getShape().getShape();
    DataType expected = precision.dataType(type.dtype());
    if (array.getDataType() != expected) {
      throw new GraphException(
          "input '%s' of graph %s must hold %s (%s at precision %s), got %s"
              .formatted(name, graph.name(), expected, type, precision, array.getDataType()));
    }
    List<Dim> dims = type.shape().dims();
    if (dims.size() != shape.length) {
      throw misfit(name, type, shape, "");
    }
    for (int i = 0; i < shape.length; i++) {
      Dim dim = dims.get(i);
      if (dim.symbols().size() > 1 == products) {
        extent(name, type, shape, dim, shape[i]);
      }
    }
  }

  private void extent(String name, Type type, long[] shape, Dim dim, long extent) {
    if (dim.symbols().size() == 1 && extent % dim.factor() == 0) {
      String symbol = dim.symbols().get(0);
      symbols.putIfAbsent(symbol, extent / dim.factor());
      boundBy.putIfAbsent(symbol, name);
    }
    if (!symbols.keySet().containsAll(dim.symbols())) {
      return;
    }
    long expected = dim.factor();
    for (String symbol : dim.symbols()) {
      expected *= symbols.getOrDefault(symbol, 1L);
    }
    if (expected != extent) {
      StringBuilder because = new StringBuilder();
      for (String symbol : dim.symbols()) {
        because.append(
            "; %s = %d by input '%s'".formatted(symbol, symbols.get(symbol), boundBy.get(symbol)));
      }
      throw misfit(name, type, shape, because.toString());
    }
  }

  private GraphException misfit(String name, Type type, long[] shape, String because) {
    return new GraphException(
        "input '%s' of graph %s must be %s, got shape %s%s"
            .formatted(name, graph.name(), type, Arrays.toString(shape), because));
  }
}
