package io.molspectra.dynamics;

import io.molspectra.predict.EnergyAndForces;
import java.util.function.DoubleUnaryOperator;

/** Force fields of one formula. */
final class Potentials {

  private Potentials() {}

  /** k / 2 (d - d0)^2 for two atoms. */
  static Forces harmonicDimer(double k, double length) {
    return pairwise(d -> 0.5 * k * (d - length) * (d - length), d -> k * (d - length));
  }

  /** 4 epsilon ((sigma / d)^12 - (sigma / d)^6) for every pair. */
  static Forces lennardJones(double epsilon, double sigma) {
    return pairwise(
        d -> {
          double s = Math.pow(sigma / d, 6);
          return 4 * epsilon * (s * s - s);
        },
        d -> {
          double s = Math.pow(sigma / d, 6);
          return -24 * epsilon / d * (2 * s * s - s);
        });
  }

  /** k / 2 r^2 for every atom, about the origin. */
  static Forces trap(double k) {
    return positions -> {
      double energy = 0;
      double[] forces = new double[positions.length];
      for (int i = 0; i < positions.length; i++) {
        energy += 0.5 * k * positions[i] * positions[i];
        forces[i] = -k * positions[i];
      }
      return new EnergyAndForces(energy, forces);
    };
  }

  private static Forces pairwise(DoubleUnaryOperator energy, DoubleUnaryOperator slope) {
    return positions -> {
      double sum = 0;
      double[] forces = new double[positions.length];
      for (int i = 0; i < positions.length; i += 3) {
        for (int j = 0; j < i; j += 3) {
          double[] u = new double[3];
          double squared = 0;
          for (int axis = 0; axis < 3; axis++) {
            u[axis] = positions[i + axis] - positions[j + axis];
            squared += u[axis] * u[axis];
          }
          double d = Math.sqrt(squared);
          sum += energy.applyAsDouble(d);
          double f = -slope.applyAsDouble(d) / d;
          for (int axis = 0; axis < 3; axis++) {
            forces[i + axis] += f * u[axis];
            forces[j + axis] -= f * u[axis];
          }
        }
      }
      return new EnergyAndForces(sum, forces);
    };
  }

  /** A compact cluster of argon, near the minimum of {@code lennardJones(0.0104, 3.4)}. */
  static double[] argonCluster() {
    double a = 3.8;
    return new double[] {
      0,
      0,
      0,
      a,
      0,
      0,
      a / 2,
      a * Math.sqrt(3) / 2,
      0,
      a / 2,
      a / (2 * Math.sqrt(3)),
      a * Math.sqrt(2.0 / 3),
      a / 2,
      a / (2 * Math.sqrt(3)),
      -a * Math.sqrt(2.0 / 3)
    };
  }
}
