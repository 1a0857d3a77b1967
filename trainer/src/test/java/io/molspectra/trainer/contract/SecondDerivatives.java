package io.molspectra.trainer.contract;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.FeatureInputs;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Derivatives of a network's forces, by positions and by parameters. */
final class SecondDerivatives implements AutoCloseable {
  private static final String DIRECTION = "direction";
  private static final String FORCE_LOSS = "force_loss";
  private static final String ALONG = "forces_along";
  private static final String HESSIAN = "hessian_times";

  private final Precision precision;
  private final Evaluator evaluator;
  private final Evaluator second;

  SecondDerivatives(Subject subject, Precision precision) {
    this.precision = precision;
    this.evaluator = subject.evaluator(precision);
    this.second = new Evaluator(graph(subject.graph()), subject.cutoff(), precision);
  }

  private static Graph graph(Graph network) {
    GraphBuilder builder = GraphBuilder.continuing(network);
    Value direction = builder.input(DIRECTION, DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    Value forces = builder.value(MoleculeNetwork.FORCES);
    builder.output(FORCE_LOSS, forces.squared().mean());
    Value along = builder.output(ALONG, forces.times(direction).sum(0, 1));
    Value hessian =
        GradientBuilder.gradients(along, List.of(builder.value(FeatureInputs.POSITIONS))).get(0);
    builder.output(HESSIAN, hessian.negate());
    return builder.build();
  }

  /** A random direction of all atoms. */
  static double[] direction(Structure structure, long seed) {
    var random = new SplittableRandom(seed);
    double[] direction = new double[structure.positions().length];
    Arrays.setAll(direction, i -> random.nextGaussian());
    return direction;
  }

  /** Hessian of the energy times a direction, by nodes of the graph. */
  double[] hessianTimes(Structure structure, double[] direction) {
    try (NDManager step = second.manager().newSubManager()) {
      NDArray product =
          second
              .executor()
              .run(step, inputs(step, structure, direction), List.of(HESSIAN))
              .get(HESSIAN);
      return Tensors.toDoubles(Objects.requireNonNull(product));
    }
  }

  /** The same by the engine's autograd. */
  double[] hessianTimesByEngine(Structure structure, double[] direction) {
    try (NDManager step = second.manager().newSubManager()) {
      Gradients gradients =
          Gradients.of(
              second.executor(),
              step,
              inputs(step, structure, direction),
              ALONG,
              List.of(),
              List.of(FeatureInputs.POSITIONS));
      double[] product = Tensors.toDoubles(gradients.gradients().get(FeatureInputs.POSITIONS));
      return Arrays.stream(product).map(value -> -value).toArray();
    }
  }

  /** The same by values of the forces. */
  double[] hessianTimesByDifferences(Structure structure, double[] direction) {
    double[] slope = CentralDifferences.forceSlope(evaluator, structure, direction);
    return Arrays.stream(slope).map(value -> -value).toArray();
  }

  /** Gradients of the mean squared force by every parameter. */
  Map<String, double[]> forceLossGradients(List<Structure> structures) {
    var result = new LinkedHashMap<String, double[]>();
    try (NDManager step = second.manager().newSubManager()) {
      Gradients.of(
              second.executor(),
              step,
              arrays(step, structures),
              FORCE_LOSS,
              List.of(),
              second.executor().graph().parameters())
          .gradients()
          .forEach((name, gradient) -> result.put(name, Tensors.toDoubles(gradient)));
    }
    return result;
  }

  /**
   * Compares the slope of the mean squared force along a random direction of all parameters with
   * central differences; returns the relative error.
   */
  double forceLossSlopeError(List<Structure> structures, long seed) {
    Map<String, double[]> gradients = forceLossGradients(structures);
    var random = new SplittableRandom(seed);
    var directions = new LinkedHashMap<String, double[]>();
    double expected = 0;
    for (var entry : gradients.entrySet()) {
      double[] direction = new double[entry.getValue().length];
      for (int i = 0; i < direction.length; i++) {
        direction[i] = random.nextGaussian();
        expected += direction[i] * entry.getValue()[i];
      }
      directions.put(entry.getKey(), direction);
    }
    double slope =
        CentralDifferences.slope(at -> shiftedForceLoss(structures, directions, at), 2e-5);
    return Math.abs(slope - expected) / Math.abs(expected);
  }

  private double shiftedForceLoss(
      List<Structure> structures, Map<String, double[]> directions, double by) {
    try (NDManager step = second.manager().newSubManager()) {
      Map<String, NDArray> parameters = second.executor().parameters();
      var before = new LinkedHashMap<String, NDArray>();
      directions.forEach(
          (name, direction) -> {
            NDArray parameter = Objects.requireNonNull(parameters.get(name));
            NDArray old = parameter.duplicate();
            old.attach(step);
            before.put(name, old);
            double[] change = Arrays.stream(direction).map(value -> value * by).toArray();
            parameter.addi(
                Tensors.toArray(step, precision, change, parameter.getShape().getShape()));
          });
      double loss =
          Tensors.toDoubles(
              Objects.requireNonNull(
                  second
                      .executor()
                      .run(step, arrays(step, structures), List.of(FORCE_LOSS))
                      .get(FORCE_LOSS)))[0];
      before.forEach((name, old) -> old.copyTo(Objects.requireNonNull(parameters.get(name))));
      return loss;
    }
  }

  private Map<String, NDArray> inputs(NDManager step, Structure structure, double[] direction) {
    Map<String, NDArray> inputs = arrays(step, List.of(structure));
    inputs.put(DIRECTION, Tensors.toArray(step, precision, direction, structure.atoms(), 3));
    return inputs;
  }

  private Map<String, NDArray> arrays(NDManager step, List<Structure> structures) {
    Map<String, Tensor> inputs = second.inputs(structures, 1);
    return Tensors.toArrays(step, precision, inputs);
  }

  @Override
  public void close() {
    evaluator.close();
    second.close();
  }
}
