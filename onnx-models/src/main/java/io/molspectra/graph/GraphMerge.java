package io.molspectra.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts finished graphs over the same inputs side by side into one. What two graphs have in common
 * is kept once, under the name the first of them gave it: equal constants, parameters of the same
 * name and value, and every node that applies the same operator to the same values. So members of
 * an ensemble that differ in their heads alone share one encoder.
 */
public final class GraphMerge {
  private final GraphBuilder builder;
  private final Map<Tensor, String> constants = new HashMap<>();
  private final Map<Parameter, String> parameters = new HashMap<>();
  private final Map<Computation, List<String>> computed = new HashMap<>();
  private final Set<String> inputs = new HashSet<>();

  /** What makes two parameters the same. */
  private record Parameter(String name, Tensor value) {}

  /** What makes the results of two nodes the same. */
  private record Computation(
      Operator operator,
      Attributes attributes,
      List<String> inputs,
      List<Boolean> outputs,
      @Nullable GatherAdjoint adjoint) {}

  /** Begins with nothing. */
  public GraphMerge(String name) {
    this.builder = new GraphBuilder(name);
  }

  /** The merged graph under construction, without outputs. */
  public GraphBuilder builder() {
    return builder;
  }

  /**
   * Adds all of a graph but its outputs.
   *
   * @param graph its inputs are joined by name with those of the graphs added before, or with
   *     values of theirs
   * @param prefix goes before the name of every other value and node
   * @param kept values whose names stay as they are
   * @return name in the merged graph by name in this one
   * @throws GraphException if an input has another type than in a graph added before, or a name is
   *     taken
   */
  public Map<String, String> add(Graph graph, String prefix, Set<String> kept) {
    var names = new LinkedHashMap<String, String>();
    graph.inputs().forEach(input -> names.put(input, shared(input, graph.type(input))));
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              String wanted = kept.contains(name) ? name : prefix + name;
              names.put(
                  name,
                  graph.parameters().contains(name)
                      ? parameters.computeIfAbsent(
                          new Parameter(name, tensor),
                          unknown -> builder.parameter(wanted, tensor).name())
                      : constants.computeIfAbsent(
                          tensor, unknown -> builder.initializer(wanted, tensor).name()));
            });
    graph.nodes().forEach(node -> add(node, prefix, kept, names));
    return names;
  }

  private String shared(String input, Type type) {
    if (!builder.has(input)) {
      inputs.add(input);
      return builder.input(input, type).name();
    }
    Type known = builder.value(input).type();
    if (!known.equals(type)) {
      throw new GraphException(
          "graphs that are merged must take the same inputs: '%s' is %s in one and %s in another"
              .formatted(input, known, type));
    }
    return input;
  }

  private void add(Node node, String prefix, Set<String> kept, Map<String, String> names) {
    List<String> inputs = node.inputs().stream().map(name -> renamed(name, names)).toList();
    GatherAdjoint adjoint = renamed(node.adjoint(), prefix, names);
    var computation =
        new Computation(
            node.operator(),
            node.attributes(),
            inputs,
            node.outputs().stream().map(String::isEmpty).toList(),
            adjoint);
    boolean named = node.outputs().stream().anyMatch(kept::contains);
    List<String> outputs = named ? null : computed.get(computation);
    if (outputs == null) {
      outputs =
          node.outputs().stream()
              .map(name -> name.isEmpty() || kept.contains(name) ? name : prefix + name)
              .toList();
      builder.add(
          new Node(
              prefix + node.name(), node.operator(), node.attributes(), inputs, outputs, adjoint));
      computed.putIfAbsent(computation, outputs);
    }
    for (int i = 0; i < outputs.size(); i++) {
      names.put(node.outputs().get(i), outputs.get(i));
    }
  }

  /**
   * An adjoint may speak of values that the graph was cut loose from: it still does, and of an
   * input that another graph brought.
   */
  private @Nullable GatherAdjoint renamed(
      @Nullable GatherAdjoint adjoint, String prefix, Map<String, String> names) {
    if (adjoint == null) {
      return null;
    }
    UnaryOperator<String> renamed =
        name -> names.getOrDefault(name, inputs.contains(name) ? name : prefix + name);
    String mask = adjoint.mask();
    String inverseMask = adjoint.inverseMask();
    return new GatherAdjoint(
        renamed.apply(adjoint.index()),
        mask == null ? null : renamed.apply(mask),
        renamed.apply(adjoint.inverseIndex()),
        inverseMask == null ? null : renamed.apply(inverseMask));
  }

  /** The empty name of an absent input stays empty. */
  private static String renamed(String name, Map<String, String> names) {
    if (name.isEmpty()) {
      return name;
    }
    String found = names.get(name);
    if (found == null) {
      throw new GraphException("value '" + name + "' is read by a node before it is made");
    }
    return found;
  }
}
