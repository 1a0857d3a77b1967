package io.molspectra.trainer.execute;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Node;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers for the values of a graph; values that are the same thing share one. */
final class Slots {
  private final Graph graph;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Tensor> constants = new ArrayList<>();
  private final Set<Integer> parameters = new HashSet<>();
  private final Set<Integer> host = new HashSet<>();
  private int leaves;

  Slots(Graph graph, Precision precision) {
    this.graph = graph;
    graph.inputs().forEach(this::add);
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              int slot = add(name);
              if (graph.parameters().contains(name)) {
                parameters.add(slot);
              } else {
                constants.set(slot, tensor);
              }
            });
    leaves = names.size();
    for (Node node : graph.nodes()) {
      if (changesNothing(node, precision)) {
        numbers.put(node.outputs().get(0), of(node.inputs().get(0)));
      } else {
        boolean onHost = runsOnHost(node);
        node.outputs().stream()
            .filter(output -> !output.isEmpty())
            .map(this::add)
            .filter(slot -> onHost || node.operator() == Operator.SHAPE)
            .forEach(host::add);
      }
    }
  }

  private int add(String name) {
    numbers.put(name, names.size());
    names.add(name);
    constants.add(null);
    return names.size() - 1;
  }

  /** Whether a node's result is its input itself. */
  boolean changesNothing(Node node, Precision precision) {
    return node.operator() == Operator.IDENTITY
        || node.operator() == Operator.CAST
            && precision.dataType(graph.type(node.inputs().get(0)).dtype())
                == precision.dataType(graph.type(node.outputs().get(0)).dtype());
  }

  /** Whether a node is shape arithmetic: integers from nothing but shapes and constants. */
  boolean runsOnHost(Node node) {
    return node.operator() != Operator.SHAPE
        && node.inputs().stream()
            .filter(input -> !input.isEmpty())
            .allMatch(
                input -> isOnHost(of(input)) || isInteger(input) && constant(of(input)) != null)
        && node.outputs().stream().allMatch(this::isInteger);
  }

  private boolean isInteger(String value) {
    return !graph.type(value).dtype().isReal();
  }

  int count() {
    return names.size();
  }

  /** The number of a value; -1 for an absent one. */
  int of(String value) {
    return value.isEmpty() ? -1 : numbers.get(value);
  }

  String name(int slot) {
    return names.get(slot);
  }

  boolean isLeaf(int slot) {
    return slot < leaves;
  }

  boolean isParameter(int slot) {
    return parameters.contains(slot);
  }

  boolean isOnHost(int slot) {
    return host.contains(slot);
  }

  @Nullable Tensor constant(int slot) {
    return constants.get(slot);
  }
}
