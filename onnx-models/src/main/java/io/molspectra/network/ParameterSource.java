package io.molspectra.network;

import io.molspectra.graph.Tensor;

/** Where a network's initial parameter values come from. */
@FunctionalInterface
public interface ParameterSource {
  /**
   * @param name the parameter's name
   * @param initialisation how a fresh parameter is drawn
   * @param shape its shape
   * @return its value, of that shape
   */
  Tensor get(String name, Initialisation initialisation, long... shape);

  /**
   * The value of a constant that is stored with the network but not trained.
   *
   * @param name its name
   * @param computed its value by its formula
   */
  default Tensor buffer(String name, Tensor computed) {
    return computed;
  }

  /** Distributions of fresh parameters (facts: as in TorchMD-NET). */
  enum Initialisation {
    ZERO,
    ONE,
    /** Normal with mean 0 and variance 1. */
    NORMAL,
    /** Uniform in +-sqrt(6 / (in + out)) of the matrix. */
    XAVIER_UNIFORM,
    /** Uniform in +-1 / sqrt(in) of a matrix [in, out] or of the bias of a square one. */
    FAN_IN_UNIFORM,
    /** Uniform in +-0.02: tables of positions. */
    POSITION;

    /** Whether this is the matrix of a linear layer, which the reference stores transposed. */
    boolean isLinear(int rank) {
      return rank == 2 && this != NORMAL && this != POSITION;
    }
  }
}
