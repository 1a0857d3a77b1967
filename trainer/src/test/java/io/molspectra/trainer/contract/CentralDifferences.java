package io.molspectra.trainer.contract;

import java.util.ArrayList;
import java.util.List;

/** Derivatives by values alone, to fourth order in the step, with the neighbours held. */
final class CentralDifferences {
  /** Angstrom: rounding costs 1e-12 of the energy. */
  private static final double ENERGY_STEP = 1e-4;

  /** Angstrom: forces bend sharply where vectors vanish, and all atoms move at once. */
  private static final double FORCE_STEP = 1e-5;

  private static final double[] OFFSETS = {-2, -1, 1, 2};
  private static final double[] WEIGHTS = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};

  private CentralDifferences() {}

  /** dE/dr, [atoms, 3]. */
  static double[] energyGradient(Evaluator evaluator, Structure structure) {
    var displaced = new ArrayList<Structure>();
    int size = structure.positions().length;
    for (int i = 0; i < size; i++) {
      double[] direction = new double[size];
      direction[i] = 1;
      displaced.addAll(along(structure, direction, ENERGY_STEP));
    }
    List<Predictions> predictions = evaluator.predict(displaced);
    double[] gradient = new double[size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < OFFSETS.length; k++) {
        gradient[i] += WEIGHTS[k] / ENERGY_STEP * predictions.get(i * OFFSETS.length + k).energy();
      }
    }
    return gradient;
  }

  /** d forces / ds along r + s * direction, [atoms, 3]. */
  static double[] forceSlope(Evaluator evaluator, Structure structure, double[] direction) {
    List<Predictions> predictions = evaluator.predict(along(structure, direction, FORCE_STEP));
    double[] slope = new double[direction.length];
    for (int k = 0; k < OFFSETS.length; k++) {
      double[] forces = predictions.get(k).forces();
      for (int i = 0; i < slope.length; i++) {
        slope[i] += WEIGHTS[k] / FORCE_STEP * forces[i];
      }
    }
    return slope;
  }

  /** df/ds at 0. */
  static double slope(java.util.function.DoubleUnaryOperator function, double step) {
    double slope = 0;
    for (int k = 0; k < OFFSETS.length; k++) {
      slope += WEIGHTS[k] / step * function.applyAsDouble(OFFSETS[k] * step);
    }
    return slope;
  }

  private static List<Structure> along(Structure structure, double[] direction, double step) {
    var displaced = new ArrayList<Structure>();
    for (double offset : OFFSETS) {
      double[] positions = structure.positions().clone();
      for (int i = 0; i < positions.length; i++) {
        positions[i] += offset * step * direction[i];
      }
      displaced.add(structure.nudged(positions));
    }
    return displaced;
  }
}
