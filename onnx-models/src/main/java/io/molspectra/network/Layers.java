package io.molspectra.network;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.ParameterSource.Initialisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers networks are made of, with their parameters.
 *
 * @param builder the graph under construction
 * @param parameters initial values
 */
record Layers(GraphBuilder builder, ParameterSource parameters) {
  /** As in the reference. */
  static final double LAYER_NORM_EPSILON = 1e-5;

  Value parameter(String name, Initialisation initialisation, long... shape) {
    return builder.has(name)
        ? builder.value(name)
        : builder.parameter(name, parameters.get(name, initialisation, shape));
  }

  /** x W + b over the last axis. */
  Value linear(String name, Value x, long out) {
    return linearWithoutBias(name, x, out)
        .plus(parameter(name + ".bias", Initialisation.ZERO, out));
  }

  Value linearWithoutBias(String name, Value x, long out) {
    long in = x.shape().last().factor();
    return x.matmul(parameter(name + ".weight", Initialisation.XAVIER_UNIFORM, in, out));
  }

  /**
   * x W + b in parts of equal width. The parameters are split instead of the answer: a runtime does
   * that once, when it loads the graph.
   *
   * @param width of each part
   */
  List<Value> linearInParts(String name, Value x, int count, long width) {
    List<Value> weights = weightInParts(name, x.shape().last().factor(), count, width);
    List<Value> biases =
        parameter(name + ".bias", Initialisation.ZERO, count * width)
            .split(0, widths(count, width));
    List<Value> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      parts.add(x.matmul(weights.get(part)).plus(biases.get(part)));
    }
    return parts;
  }

  /** The weight of a layer in parts of equal width, each [in, width]. */
  List<Value> weightInParts(String name, long in, int count, long width) {
    return parameter(name + ".weight", Initialisation.XAVIER_UNIFORM, in, count * width)
        .split(1, widths(count, width));
  }

  private static long[] widths(int count, long width) {
    long[] widths = new long[count];
    Arrays.fill(widths, width);
    return widths;
  }

  Value layerNorm(String name, Value x) {
    long width = x.shape().last().factor();
    return builder.node(
        Operator.LAYER_NORMALIZATION,
        Attributes.of("axis", -1L).and("epsilon", LAYER_NORM_EPSILON),
        x,
        parameter(name + ".weight", Initialisation.ONE, width),
        parameter(name + ".bias", Initialisation.ZERO, width));
  }

  /** Rows of a table, one per atomic number: [rows, width] -> [A, width]. */
  Value embedding(String name, Value atomicNumbers, long rows, long width) {
    return parameter(name + ".weight", Initialisation.NORMAL, rows, width).gather(atomicNumbers);
  }

  /** The Gaussian error linear unit with the exact error function. */
  static Value gelu(Value x) {
    Value erf = x.builder().node(Operator.ERF, x.times(Math.sqrt(0.5)));
    return x.times(erf.plus(1)).times(0.5);
  }

  /** A named constant of the network that is stored with it but not trained. */
  Value buffer(String name, Tensor value) {
    return builder.has(name)
        ? builder.value(name)
        : builder.initializer(name, parameters.buffer(name, value));
  }
}
