package io.molspectra.network;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.GraphMerge;
import io.molspectra.graph.Node;
import io.molspectra.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several networks for the same tasks as one graph that answers with their mean and how far they
 * are apart. Values of the graph by name, beside features and embedding of the first member:
 *
 * <table>
 *   <caption>Values</caption>
 *   <tr><td>TASK</td><td>mean over the members, [M, 1], or [A, 3] for a vector task</td></tr>
 *   <tr><td>TASK_spread</td><td>[M, 1]: sample standard deviation over the members; [A] for a
 *       vector task: root mean square over the members of the vector's distance from the mean
 *       </td></tr>
 *   <tr><td>forces</td><td>mean over the members, [A, 3]: the gradient of the mean</td></tr>
 *   <tr><td>forces_spread</td><td>[A], as for a vector task</td></tr>
 *   <tr><td>m0/VALUE, m1/VALUE, ...</td><td>of one member</td></tr>
 * </table>
 *
 * @param graph the ensemble
 * @param tasks the tasks given, with the number of members
 */
public record EnsembleGraph(Graph graph, List<TaskSpec> tasks) {

  private static final Set<String> FIRST_MEMBERS =
      Set.of(MoleculeNetwork.SCALARS, MoleculeNetwork.VECTORS, MoleculeNetwork.EMBEDDING);

  /** Copies the list. */
  public EnsembleGraph {
    tasks = List.copyOf(tasks);
  }

  /**
   * Merges networks; inputs and whatever else they have in common are kept once.
   *
   * @param members networks with a value named like each task, and {@code forces} if a task has
   *     them; two or more
   * @param tasks scalar and vector tasks
   * @throws GraphException if there are fewer than two members, a member lacks a task, or members
   *     take different inputs
   */
  public static EnsembleGraph of(List<Graph> members, List<TaskSpec> tasks) {
    if (members.size() < 2) {
      throw new GraphException("an ensemble needs two members or more, not " + members.size());
    }
    Set<String> averaged = averaged(tasks);
    var merge = new GraphMerge(members.get(0).name());
    var answers = new ArrayList<Map<String, String>>();
    for (int m = 0; m < members.size(); m++) {
      Graph member = members.get(m);
      Set<String> kept = m == 0 ? features(member) : Set.of();
      var wanted = new LinkedHashSet<>(averaged);
      wanted.addAll(kept);
      // Losses and their targets stay behind.
      answers.add(merge.add(differentiable(member, wanted), prefix(m), kept));
    }
    GraphBuilder builder = merge.builder();
    features(members.get(0)).forEach(name -> builder.output(name, builder.value(name)));
    for (TaskSpec task : tasks) {
      append(builder, task.name(), answers, task.kind() == TaskKind.VECTOR);
    }
    if (averaged.contains(MoleculeNetwork.FORCES)) {
      append(builder, MoleculeNetwork.FORCES, answers, true);
    }
    return new EnsembleGraph(
        builder.build(), tasks.stream().map(task -> task.withMembers(members.size())).toList());
  }

  /**
   * The first member's answer to a task from the features of its encoder.
   *
   * @param ensemble the graph of an ensemble
   * @return a graph with inputs {@code atom_scalars} [A, C] and {@code atom_vectors} [A, 3, C],
   *     whose output is named like the task
   */
  public static Graph firstHead(Graph ensemble, String name, TaskSpec task) {
    String answer = prefix(0) + task.name();
    Graph head =
        ensemble.cut(
            name, List.of(MoleculeNetwork.SCALARS, MoleculeNetwork.VECTORS), List.of(answer));
    GraphBuilder builder = GraphBuilder.continuing(head);
    builder.output(task.name(), builder.value(answer));
    return builder.build().select(name, List.of(task.name()));
  }

  /** The part that computes some values, and what the adjoints of its gathers speak of. */
  private static Graph differentiable(Graph graph, Set<String> values) {
    var wanted = new LinkedHashSet<>(values);
    Graph part = graph.select(graph.name(), wanted);
    while (true) {
      for (Node node : part.nodes()) {
        GatherAdjoint adjoint = node.adjoint();
        if (adjoint != null) {
          Stream.of(adjoint.index(), adjoint.mask(), adjoint.inverseIndex(), adjoint.inverseMask())
              .filter(Objects::nonNull)
              .filter(graph.types()::containsKey)
              .forEach(wanted::add);
        }
      }
      if (wanted.size() == part.outputs().size()) {
        return part;
      }
      part = graph.select(graph.name(), wanted);
    }
  }

  private static String prefix(int member) {
    return "m" + member + "/";
  }

  private static Set<String> averaged(List<TaskSpec> tasks) {
    var names = new LinkedHashSet<String>();
    for (TaskSpec task : tasks) {
      if (task.kind() != TaskKind.SCALAR && task.kind() != TaskKind.VECTOR) {
        throw new GraphException(
            "task %s is of kind %s: members are averaged over scalars and vectors alone"
                .formatted(task.name(), task.kind()));
      }
      names.add(task.name());
    }
    if (tasks.stream().anyMatch(task -> task.forcesFile() != null)) {
      names.add(MoleculeNetwork.FORCES);
    }
    return names;
  }

  private static Set<String> features(Graph member) {
    var names = new LinkedHashSet<>(member.outputs());
    names.retainAll(FIRST_MEMBERS);
    return names;
  }

  private static void append(
      GraphBuilder builder, String name, List<Map<String, String>> answers, boolean vectors) {
    List<Value> values =
        answers.stream().map(names -> builder.value(names.getOrDefault(name, name))).toList();
    int count = values.size();
    Value first = values.get(0);
    List<Value> results =
        builder.scoped(
            "ensemble/" + name,
            () -> {
              // Members agree in their leading digits: differences first, and nothing cancels.
              List<Value> shifts =
                  values.subList(1, count).stream().map(value -> value.minus(first)).toList();
              Value mean = sum(shifts).times(1.0 / count);
              Value squares =
                  Stream.concat(
                          Stream.of(mean.squared()),
                          shifts.stream().map(shift -> shift.minus(mean).squared()))
                      .reduce(Value::plus)
                      .orElseThrow();
              Value variance =
                  vectors ? squares.sum(1).times(1.0 / count) : squares.times(1.0 / (count - 1));
              return List.of(first.plus(mean), variance.sqrt());
            });
    builder.output(name, results.get(0));
    builder.output(name + TaskSpec.SPREAD, results.get(1));
  }

  private static Value sum(List<Value> values) {
    return values.stream().reduce(Value::plus).orElseThrow();
  }
}
