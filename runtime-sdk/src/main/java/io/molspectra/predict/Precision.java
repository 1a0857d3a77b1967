package io.molspectra.predict;

/** Precision a graph with forces computes in. */
public enum Precision {
  /** Four bytes a number: fast, and what every exported graph has. */
  FLOAT32,
  /** Eight bytes a number, for bundles exported with it: energies and forces to rounding. */
  FLOAT64
}
