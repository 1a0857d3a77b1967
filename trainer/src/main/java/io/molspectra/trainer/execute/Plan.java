package io.molspectra.trainer.execute;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The compiled form of the part of a graph that computes some results. */
final class Plan {
  private final Precision precision;
  private final ConstantPool pool;
  private final Map<String, NDArray> parameters;
  private final Slots slots;
  private final List<Step> steps;
  private final Map<String, Integer> inputs = new LinkedHashMap<>();
  private final Map<String, Integer> results = new LinkedHashMap<>();

  /**
   * @param graph only what is needed for its outputs
   */
  Plan(Graph graph, Precision precision, ConstantPool pool, Map<String, NDArray> parameters) {
    this.precision = precision;
    this.pool = pool;
    this.parameters = parameters;
    this.slots = new Slots(graph, precision);
    this.steps = Compiler.compile(graph, precision, pool, slots);
    graph.inputs().forEach(name -> inputs.put(name, slots.of(name)));
    graph.outputs().forEach(name -> results.put(name, slots.of(name)));
  }

  /** Inputs the results depend on. */
  Set<String> inputs() {
    return inputs.keySet();
  }

  int slots() {
    return slots.count();
  }

  boolean isOnHost(int slot) {
    return slots.isOnHost(slot);
  }

  String name(int slot) {
    return slots.name(slot);
  }

  Precision precision() {
    return precision;
  }

  @Nullable Tensor constant(int slot) {
    return slots.constant(slot);
  }

  @Nullable NDArray parameter(int slot) {
    return slots.isParameter(slot) ? parameters.get(slots.name(slot)) : null;
  }

  PtNDArray uploaded(int slot) {
    return pool.constant(slots.name(slot), requireNonNull(slots.constant(slot)));
  }

  /** Runs all steps; the results belong to {@code owner}, all else to the other managers. */
  Map<String, NDArray> run(
      NDManager owner, NDManager device, NDManager host, Map<String, NDArray> values) {
    var frame = new Frame(this, device, host);
    pool.scalars().forEach(frame::borrow);
    inputs.forEach((name, slot) -> frame.set(slot, frame.borrow(requireNonNull(values.get(name)))));
    for (Step step : steps) {
      var call = new Call(frame, step);
      try {
        step.kernel().run(call);
      } catch (RuntimeException e) {
        throw new GraphException(
            "node %s (%s) with inputs %s: %s"
                .formatted(
                    step.node().name(),
                    step.node().operator().onnxName(),
                    call.describeInputs(),
                    e.getMessage()),
            e);
      }
      for (int slot : step.dead()) {
        frame.close(slot);
      }
    }
    return collect(owner, frame);
  }

  private Map<String, NDArray> collect(NDManager owner, Frame frame) {
    var collected = new LinkedHashMap<String, NDArray>();
    var taken = new HashSet<Integer>();
    results.forEach(
        (name, slot) -> {
          PtNDArray result = frame.array(slot, false);
          // One handle per name: what is also an input, a constant or another result is aliased.
          if (slots.isLeaf(slot) || !taken.add(slot)) {
            result = Views.alias(result);
          }
          result.attach(owner);
          collected.put(name, result);
        });
    return collected;
  }
}
