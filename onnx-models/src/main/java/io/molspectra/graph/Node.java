package io.molspectra.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operator application.
 *
 * @param name unique within the graph, scoped like the network with slashes
 * @param operator what is computed
 * @param attributes its constants
 * @param inputs value names; an empty name stands for an absent optional input
 * @param outputs value names
 * @param adjoint for a {@link Operator#GATHER} that can be differentiated
 */
public record Node(
    String name,
    Operator operator,
    Attributes attributes,
    List<String> inputs,
    List<String> outputs,
    @Nullable GatherAdjoint adjoint) {

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether the optional input exists. */
  public boolean hasInput(int position) {
    return position < inputs.size() && !inputs.get(position).isEmpty();
  }
}
