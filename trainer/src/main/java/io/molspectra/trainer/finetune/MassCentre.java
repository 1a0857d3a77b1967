package io.molspectra.trainer.finetune;

import io.molspectra.molecule.AtomicMasses;
import io.molspectra.molecule.Molecule;

/** Squared distances from the centre of mass. */
final class MassCentre {
  private MassCentre() {}

  /** |r_i - c|^2 of every atom, square angstrom. */
  static double[] squaredDistances(Molecule molecule) {
    int[] elements = molecule.atomicNumbers();
    float[] positions = molecule.positions();
    double[] centre = new double[3];
    double total = 0;
    for (int i = 0; i < elements.length; i++) {
      double mass = AtomicMasses.of(elements[i]);
      total += mass;
      for (int axis = 0; axis < 3; axis++) {
        centre[axis] += mass * positions[3 * i + axis];
      }
    }
    double[] squares = new double[elements.length];
    for (int i = 0; i < elements.length; i++) {
      for (int axis = 0; axis < 3; axis++) {
        double distance = positions[3 * i + axis] - centre[axis] / total;
        squares[i] += distance * distance;
      }
    }
    return squares;
  }
}
