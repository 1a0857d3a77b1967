package io.molspectra.dynamics;

import io.molspectra.predict.EnergyAndForces;

/**
 * Relaxation to the nearest minimum by FIRE (Bitzek et al., Phys. Rev. Lett. 97 (2006) 170201):
 * atoms of equal mass roll downhill, their velocities turned towards the forces, and stop whenever
 * they would go uphill. Parameters are the paper's; no atom moves more than 0.2 angstrom a step.
 *
 * @param largestForce the relaxation ends when no force is longer, eV per angstrom
 * @param steps at most
 */
public record Fire(double largestForce, int steps) {

  private static final double FIRST_TIME = 0.1;
  private static final double LONGEST_TIME = 1;
  private static final double LONGEST_MOVE = 0.2;
  private static final int PATIENCE = 5;
  private static final double FASTER = 1.1;
  private static final double SLOWER = 0.5;
  private static final double TURN = 0.1;
  private static final double TURN_LESS = 0.99;

  /** A relaxation has no temperature, only geometries that make no sense. */
  private static final Limits LIMITS = Limits.around(0);

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Fire {
    if (!(largestForce > 0) || Double.isInfinite(largestForce) || steps < 0) {
      throw new IllegalArgumentException(
          "the force must be positive and finite and the steps at least 0, got %s and %d"
              .formatted(largestForce, steps));
    }
  }

  /**
   * Relaxes atoms.
   *
   * @param start [atoms, 3], angstrom
   * @throws DynamicsException NOT_FINITE, ATOMS_TOO_CLOSE or ATOM_LOST if the atoms leave what
   *     makes sense
   */
  public Relaxed relax(Forces forces, double[] start) {
    double[] positions = start.clone();
    double[] velocities = new double[start.length];
    double time = FIRST_TIME;
    double turn = TURN;
    int downhill = 0;
    int step = 0;
    EnergyAndForces here = at(forces, positions, step);
    while (longest(here.forces()) > largestForce && step < steps) {
      double power = dot(here.forces(), velocities);
      if (power > 0) {
        turn(velocities, here.forces(), turn);
        if (++downhill > PATIENCE) {
          time = Math.min(time * FASTER, LONGEST_TIME);
          turn *= TURN_LESS;
        }
      } else {
        velocities = new double[start.length];
        downhill = 0;
        turn = TURN;
        time = step == 0 ? time : time * SLOWER;
      }
      move(positions, velocities, here.forces(), time);
      here = at(forces, positions, ++step);
    }
    double force = longest(here.forces());
    return new Relaxed(positions, here.energy(), here.forces(), force, step, force <= largestForce);
  }

  private static EnergyAndForces at(Forces forces, double[] positions, int step) {
    EnergyAndForces here = forces.at(positions.clone());
    LIMITS.requireSound("step " + step, positions, here.energy(), here.forces());
    return here;
  }

  private static void turn(double[] velocities, double[] forces, double share) {
    double factor = share * Math.sqrt(dot(velocities, velocities) / dot(forces, forces));
    for (int k = 0; k < velocities.length; k++) {
      velocities[k] = (1 - share) * velocities[k] + factor * forces[k];
    }
  }

  private static void move(double[] positions, double[] velocities, double[] forces, double time) {
    for (int k = 0; k < velocities.length; k++) {
      velocities[k] += time * forces[k];
    }
    double shortened = Math.min(1, LONGEST_MOVE / (time * longest(velocities)));
    for (int k = 0; k < positions.length; k++) {
      positions[k] += shortened * time * velocities[k];
    }
  }

  private static double longest(double[] vectors) {
    double longest = 0;
    for (int k = 0; k < vectors.length; k += 3) {
      double x = vectors[k];
      double y = vectors[k + 1];
      double z = vectors[k + 2];
      longest = Math.max(longest, x * x + y * y + z * z);
    }
    return Math.sqrt(longest);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
