package io.molspectra.trainer.execute;

import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the nodes of a graph into steps. */
final class Compiler {
  private Compiler() {}

  static List<Step> compile(Graph graph, Precision precision, ConstantPool pool, Slots slots) {
    var drafts = new ArrayList<Step>();
    for (Node node : graph.nodes()) {
      if (!slots.changesNothing(node, precision)) {
        drafts.add(draft(new Site(node, graph, precision, pool), slots));
      }
    }
    return withDeaths(graph, slots, drafts);
  }

  private static Step draft(Site site, Slots slots) {
    Node node = site.node();
    Kernel.@Nullable Factory factory = Kernels.BY_OPERATOR.get(node.operator());
    if (factory == null) {
      throw new GraphException(
          "node %s: the executor has no kernel for %s"
              .formatted(node.name(), node.operator().onnxName()));
    }
    int[] inputs = node.inputs().stream().mapToInt(slots::of).toArray();
    int[] outputs = node.outputs().stream().mapToInt(slots::of).toArray();
    return new Step(
        node, factory.compile(site), inputs, outputs, slots.runsOnHost(node), new int[0]);
  }

  /** Walks backwards: the first reader met is the last to read. */
  private static List<Step> withDeaths(Graph graph, Slots slots, List<Step> drafts) {
    Set<Integer> alive = new HashSet<>();
    graph.outputs().forEach(output -> alive.add(slots.of(output)));
    var steps = new Step[drafts.size()];
    for (int i = steps.length - 1; i >= 0; i--) {
      Step draft = drafts.get(i);
      int[] outputs =
          Arrays.stream(draft.outputs()).map(slot -> alive.contains(slot) ? slot : -1).toArray();
      int[] dead =
          Arrays.stream(draft.inputs())
              .filter(slot -> slot >= 0 && !slots.isLeaf(slot) && alive.add(slot))
              .toArray();
      steps[i] =
          new Step(draft.node(), draft.kernel(), draft.inputs(), outputs, draft.onHost(), dead);
    }
    return List.of(steps);
  }
}
