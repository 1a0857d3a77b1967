package io.molspectra.trainer.execute;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a graph on DJL arrays. The graph is compiled on first use of each set of results; parameters
 * and constants are uploaded once.
 *
 * <p>Use one manager per step, and close it after the step:
 *
 * <pre>{@code
 * try (NDManager step = manager.newSubManager()) {
 *   Map<String, NDArray> results = executor.run(step, inputs);
 * }
 * }</pre>
 *
 * <p>An executor serves one thread at a time, and so do several that share parameters.
 */
public final class GraphExecutor implements AutoCloseable {
  private final Graph graph;
  private final Precision precision;
  private final NDManager manager;
  private final ConstantPool pool;
  private final Map<String, NDArray> parameters;
  private final Map<List<String>, Plan> plans = new HashMap<>();

  /**
   * An executor with parameters of its own, at the graph's initial values.
   *
   * @param parent gives the device; the executor's arrays are freed with it at the latest
   */
  public GraphExecutor(Graph graph, NDManager parent, Precision precision) {
    this(graph, parent, precision, Map.of(), true);
  }

  /**
   * An executor that reads and trains parameters of another, say for evaluating what is trained.
   * They must stay open as long as this executor is used.
   *
   * @throws GraphException if one of the graph's parameters is missing or has another shape or type
   */
  public GraphExecutor(
      Graph graph, NDManager parent, Precision precision, Map<String, NDArray> shared) {
    this(graph, parent, precision, shared, false);
  }

  private GraphExecutor(
      Graph graph,
      NDManager parent,
      Precision precision,
      Map<String, NDArray> shared,
      boolean own) {
    this.graph = graph;
    this.precision = precision;
    this.manager = parent.newSubManager();
    this.pool = new ConstantPool(manager, precision);
    var found = new LinkedHashMap<String, NDArray>();
    graph
        .initializers()
        .forEach(
            (name, initial) -> {
              if (graph.parameters().contains(name)) {
                found.put(
                    name,
                    own
                        ? Tensors.toArray(manager, precision, initial)
                        : fitting(name, initial, shared));
              }
            });
    this.parameters = Collections.unmodifiableMap(found);
  }

  private NDArray fitting(String name, Tensor initial, Map<String, NDArray> shared) {
    NDArray array = shared.get(name);
    if (array == null
        || array.getDataType() != precision.dataType(initial.dtype())
        || !Arrays.equals(array.getShape().getShape(), initial.shape())) {
      manager.close();
      throw new GraphException(
          "graph %s needs a parameter '%s' of type %s at precision %s, but the shared one is %s"
              .formatted(
                  graph.name(),
                  name,
                  initial.type(),
                  precision,
                  array == null ? "missing" : array.getDataType() + " " + array.getShape()));
    }
    return array;
  }

  public Graph graph() {
    return graph;
  }

  public Precision precision() {
    return precision;
  }

  public Device device() {
    return manager.getDevice();
  }

  /** The graph's parameters by name, in its order; change them in place to train. */
  public Map<String, NDArray> parameters() {
    return parameters;
  }

  /** Host copies of the parameters, for {@link Graph#withParameters}. */
  public Map<String, Tensor> parameterValues() {
    var values = new LinkedHashMap<String, Tensor>();
    parameters.forEach(
        (name, array) -> values.put(name, Tensors.toTensor(array, graph.type(name).dtype())));
    return values;
  }

  /** Runs the graph for all its outputs; see {@link #run(NDManager, Map, Collection)}. */
  public Map<String, NDArray> run(NDManager step, Map<String, NDArray> inputs) {
    return run(step, inputs, graph.outputs());
  }

  /**
   * Computes some values of the graph and no more than they need. The engine's autograd records the
   * run if it is on and an input or a parameter requires a gradient.
   *
   * @param step owner of the results
   * @param inputs arrays on this executor's device; those nothing wanted reads may be left out.
   *     They stay open and belong to their manager again when the run ends
   * @param wanted names of values of the graph
   * @return the values by name, in the order asked for. A wanted input or parameter shares its
   *     elements with the original
   * @throws GraphException if an input is missing, unknown or does not fit the declared type or
   *     another input, or if a node fails; the message names the input or the node
   */
  public Map<String, NDArray> run(
      NDManager step, Map<String, NDArray> inputs, Collection<String> wanted) {
    Plan plan = plans.computeIfAbsent(List.copyOf(wanted), this::compile);
    InputCheck.check(graph, precision, plan.inputs(), inputs);
    try (NDManager device = step.newSubManager(device());
        NDManager host = device().isGpu() ? step.newSubManager(Device.cpu()) : device) {
      return plan.run(step, device, host, inputs);
    }
  }

  private Plan compile(List<String> wanted) {
    return new Plan(graph.select(graph.name(), wanted), precision, pool, parameters);
  }

  /**
   * Computes all outputs from and to host tensors, for verification and small jobs.
   *
   * @throws GraphException as {@link #run(NDManager, Map, Collection)} does
   */
  public Map<String, Tensor> evaluate(Map<String, Tensor> inputs) {
    try (NDManager step = manager.newSubManager()) {
      var results = new LinkedHashMap<String, Tensor>();
      run(step, Tensors.toArrays(step, precision, inputs))
          .forEach(
              (name, array) ->
                  results.put(name, Tensors.toTensor(array, graph.type(name).dtype())));
      return results;
    }
  }

  /** Frees constants, and parameters that are not shared from elsewhere. */
  @Override
  public void close() {
    manager.close();
  }
}
