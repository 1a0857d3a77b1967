package io.molspectra.network;

import io.molspectra.graph.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fresh parameters. Each depends on the seed and its own name alone, so adding a head to a network
 * does not change the rest.
 *
 * @param seed any number
 */
public record RandomParameters(long seed) implements ParameterSource {

  @Override
  public Tensor get(String name, Initialisation initialisation, long... shape) {
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    double[] values = new double[size];
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    switch (initialisation) {
      case ZERO -> {}
      case ONE -> Arrays.fill(values, 1);
      case NORMAL -> Arrays.setAll(values, i -> (float) random.nextGaussian());
      case XAVIER_UNIFORM -> uniform(values, Math.sqrt(6.0 / (shape[0] + shape[1])), random);
      case FAN_IN_UNIFORM -> uniform(values, 1 / Math.sqrt(shape[0]), random);
      case POSITION -> uniform(values, 0.02, random);
    }
    return Tensor.of(values, shape);
  }

  private static void uniform(double[] values, double bound, SplittableRandom random) {
    Arrays.setAll(values, i -> (float) ((2 * random.nextDouble() - 1) * bound));
  }
}
