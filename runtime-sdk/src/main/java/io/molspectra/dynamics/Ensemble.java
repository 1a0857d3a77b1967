package io.molspectra.dynamics;

/** What a trajectory keeps constant, besides the number of atoms. */
public enum Ensemble {
  /** Energy: velocity Verlet. */
  NVE,
  /** Temperature, on average: Langevin dynamics. */
  NVT
}
