package io.molspectra.graph.gradient;

import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Node;
import io.molspectra.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Appends gradients to a graph under construction, by reverse accumulation. */
public final class GradientBuilder {
  private final GraphBuilder builder;
  private final Map<String, Value> gradients = new HashMap<>();

  private GradientBuilder(GraphBuilder builder) {
    this.builder = builder;
  }

  /**
   * Gradient of {@code sum(output * seed)}.
   *
   * @param output the value to differentiate
   * @param seed weight of each element of the output, of a shape that broadcasts to it
   * @param wrt the values to differentiate by: inputs, parameters or intermediate values
   * @return one value per element of {@code wrt}, of the same shape; zeros where the output does
   *     not depend on it
   * @throws GraphException if a node on the way has no gradient, or is a gather without adjoint
   */
  public static List<Value> gradients(Value output, Value seed, List<Value> wrt) {
    return output
        .builder()
        .scoped("gradient", () -> new GradientBuilder(output.builder()).run(output, seed, wrt));
  }

  /** Gradient of the sum of all elements. */
  public static List<Value> gradients(Value output, List<Value> wrt) {
    return gradients(output, output.builder().scalar(1, output.dtype()), wrt);
  }

  private List<Value> run(Value output, Value seed, List<Value> wrt) {
    List<Node> nodes = builder.nodes();
    Set<String> active = dependants(nodes, wrt);
    gradients.put(output.name(), seed);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      boolean reached = node.outputs().stream().anyMatch(gradients::containsKey);
      if (reached && node.outputs().stream().anyMatch(active::contains)) {
        propagate(node, active);
      }
    }
    var results = new ArrayList<Value>();
    for (Value value : wrt) {
      Value gradient = gradients.get(value.name());
      results.add(
          gradient == null
              ? builder.scalar(0, value.dtype()).expandLike(value)
              : gradient.expandLike(value));
    }
    return results;
  }

  private void propagate(Node node, Set<String> active) {
    var context = new GradientContext(builder, node, gradients, active);
    List<Value> contributions =
        builder.scoped(
            scopeOf(node),
            () -> {
              try {
                return GradientRules.of(node.operator()).apply(context);
              } catch (GraphException e) {
                throw new GraphException(
                    "no gradient for node %s (%s): %s"
                        .formatted(node.name(), node.operator().onnxName(), e.getMessage()),
                    e);
              }
            });
    for (int i = 0; i < contributions.size(); i++) {
      Value contribution = contributions.get(i);
      if (contribution != null && context.needs(i)) {
        gradients.merge(node.inputs().get(i), contribution, Value::plus);
      }
    }
  }

  private static String scopeOf(Node node) {
    int slash = node.name().lastIndexOf('/');
    String scope = slash < 0 ? "outer" : node.name().substring(0, slash);
    return scope.startsWith("gradient/") ? scope.substring("gradient/".length()) + "'" : scope;
  }

  /** Real values that depend on one of the given ones. */
  private Set<String> dependants(List<Node> nodes, List<Value> wrt) {
    var active = new HashSet<String>();
    wrt.forEach(value -> active.add(value.name()));
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(active::contains)) {
        for (String name : node.outputs()) {
          if (!name.isEmpty() && builder.value(name).dtype().isReal()) {
            active.add(name);
          }
        }
      }
    }
    return active;
  }
}
