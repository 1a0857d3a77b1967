package io.molspectra.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An immutable network: nodes in an order in which they can be run.
 *
 * @param name a name for people
 * @param inputs what a caller must supply, in order
 * @param initializers constants and parameters by name
 * @param parameters names of the initializers that training may change
 * @param nodes operator applications, each after those it reads
 * @param outputs names of the results, in order
 * @param types type of every value by name
 */
public record Graph(
    String name,
    List<String> inputs,
    Map<String, Tensor> initializers,
    Set<String> parameters,
    List<Node> nodes,
    List<String> outputs,
    Map<String, Type> types) {

  /** ONNX operator set all graphs are written for. */
  public static final int OPSET = 17;

  public Graph {
    inputs = List.copyOf(inputs);
    initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
    parameters = Collections.unmodifiableSet(new LinkedHashSet<>(parameters));
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /**
   * Type of a value.
   *
   * @throws GraphException if there is no such value
   */
  public Type type(String value) {
    Type type = types.get(value);
    if (type == null) {
      throw new GraphException("graph " + name + " has no value '" + value + "'");
    }
    return type;
  }

  /**
   * The same network with other parameter values.
   *
   * @throws GraphException if a name is unknown or a shape differs
   */
  public Graph withParameters(Map<String, Tensor> values) {
    var replaced = new LinkedHashMap<>(initializers);
    values.forEach(
        (key, tensor) -> {
          Tensor old = replaced.get(key);
          if (old == null || !parameters.contains(key)) {
            throw new GraphException("graph " + name + " has no parameter '" + key + "'");
          }
          if (!old.type().equals(tensor.type())) {
            throw new GraphException(
                "parameter '%s' of graph %s is %s, not %s"
                    .formatted(key, name, old.type(), tensor.type()));
          }
          replaced.put(key, tensor);
        });
    return new Graph(name, inputs, replaced, parameters, nodes, outputs, types);
  }

  /**
   * The part of this graph that computes some of its values, with the inputs and initializers that
   * part needs.
   *
   * @throws GraphException if a name is unknown
   */
  public Graph select(String newName, Collection<String> wanted) {
    return cut(newName, List.of(), wanted);
  }

  /**
   * The part of this graph that computes some of its values from others, which become inputs beside
   * those of this graph that are still needed.
   *
   * @throws GraphException if a name is unknown
   */
  public Graph cut(String newName, Collection<String> from, Collection<String> wanted) {
    wanted.forEach(this::type);
    from.forEach(this::type);
    var needed = new LinkedHashSet<>(wanted);
    var kept = new ArrayDeque<Node>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.outputs().stream().anyMatch(name -> needed.contains(name) && !from.contains(name))) {
        kept.addFirst(node);
        needed.addAll(node.inputs());
      }
    }
    var produced = new LinkedHashSet<>(needed);
    kept.forEach(node -> produced.addAll(node.outputs()));
    var keptTypes = new LinkedHashMap<>(types);
    keptTypes.keySet().retainAll(produced);
    var keptInitializers = new LinkedHashMap<>(initializers);
    keptInitializers.keySet().retainAll(needed);
    var keptParameters = new LinkedHashSet<>(parameters);
    keptParameters.retainAll(needed);
    var keptInputs = new ArrayList<>(from.stream().filter(needed::contains).toList());
    inputs.stream().filter(needed::contains).forEach(keptInputs::add);
    return new Graph(
        newName,
        keptInputs,
        keptInitializers,
        keptParameters,
        List.copyOf(kept),
        List.copyOf(wanted),
        keptTypes);
  }

  /** Number of values in all parameters. */
  public long parameterCount() {
    return initializers.entrySet().stream()
        .filter(entry -> parameters.contains(entry.getKey()))
        .mapToLong(entry -> entry.getValue().size())
        .sum();
  }
}
