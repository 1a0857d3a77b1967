package io.molspectra.trainer.execute;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.molspectra.graph.GraphException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/**
 * Results of a run and the derivatives of one of them, the loss.
 *
 * @param outputs the wanted values, the loss among them; detached from autograd
 * @param gradients d loss / d variable, shaped as the variable; zeros if the loss does not depend
 *     on it. All belong to the step's manager. They are the engine's own accumulators: the next
 *     call for the same variables overwrites them
 */
public record Gradients(Map<String, NDArray> outputs, Map<String, NDArray> gradients) {

  /** The loss, all outputs of the graph, and the gradient of every parameter. */
  public static Gradients of(
      GraphExecutor executor, NDManager step, Map<String, NDArray> inputs, String loss) {
    return of(
        executor, step, inputs, loss, executor.graph().outputs(), executor.graph().parameters());
  }

  /**
   * Runs a graph, and runs autograd back from a scalar. Only one such call can be under way in a
   * JVM.
   *
   * @param step owner of results and gradients
   * @param loss a value with one element
   * @param wanted other values to return
   * @param variables parameters or real inputs to differentiate with respect to
   * @throws GraphException if a variable is neither, if the loss has several elements, or as {@link
   *     GraphExecutor#run(NDManager, Map, Collection)} does
   */
  public static Gradients of(
      GraphExecutor executor,
      NDManager step,
      Map<String, NDArray> inputs,
      String loss,
      Collection<String> wanted,
      Collection<String> variables) {
    Map<String, PtNDArray> leaves = leaves(executor, inputs, variables);
    var values = new LinkedHashSet<String>(wanted);
    values.add(loss);
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      leaves.values().forEach(Gradients::watch);
      Map<String, NDArray> results = executor.run(step, inputs, values);
      NDArray target = Objects.requireNonNull(results.get(loss));
      if (target.size() != 1) {
        throw new GraphException(
            "the loss '%s' of graph %s must have one element, got shape %s"
                .formatted(loss, executor.graph().name(), target.getShape()));
      }
      if (isRecorded((PtNDArray) target)) {
        collector.backward(target);
      }
      var gradients = new LinkedHashMap<String, NDArray>();
      leaves.forEach((name, leaf) -> gradients.put(name, gradient(step, leaf)));
      return new Gradients(detached(results), gradients);
    } finally {
      leaves.values().forEach(leaf -> leaf.setRequiresGradient(false));
    }
  }

  private static Map<String, PtNDArray> leaves(
      GraphExecutor executor, Map<String, NDArray> inputs, Collection<String> variables) {
    var leaves = new LinkedHashMap<String, PtNDArray>();
    for (String name : variables) {
      NDArray array = executor.parameters().getOrDefault(name, inputs.get(name));
      if (array == null || !array.getDataType().isFloating()) {
        throw new GraphException(
            "'%s' is neither a parameter nor a given real input of graph %s"
                .formatted(name, executor.graph().name()));
      }
      leaves.put(name, (PtNDArray) array);
    }
    return leaves;
  }

  /** DJL's own question, {@code hasGradient}, is true for leaves alone. */
  private static boolean isRecorded(PtNDArray array) {
    String function = JniUtils.getGradientFunctionNames(array);
    return function != null && !function.isEmpty() || array.hasGradient();
  }

  private static void watch(PtNDArray leaf) {
    try (PtNDArray old = JniUtils.getGradient(leaf)) {
      if (old != null) {
        JniUtils.zeroGrad(leaf);
      }
    }
    leaf.setRequiresGradient(true);
  }

  private static NDArray gradient(NDManager step, PtNDArray leaf) {
    NDArray gradient = JniUtils.getGradient(leaf);
    if (gradient == null) {
      return step.zeros(leaf.getShape(), leaf.getDataType());
    }
    gradient.attach(step);
    return gradient;
  }

  private static Map<String, NDArray> detached(Map<String, NDArray> results) {
    var detached = new LinkedHashMap<String, NDArray>();
    results.forEach(
        (name, result) -> {
          detached.put(name, result.stopGradient());
          result.close();
        });
    return detached;
  }
}
