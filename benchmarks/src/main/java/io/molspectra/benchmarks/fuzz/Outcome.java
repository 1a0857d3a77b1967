package io.molspectra.benchmarks.fuzz;

/** What a reader did with an input. */
enum Outcome {
  /** All of it was read. */
  ACCEPTED,
  /** A typed failure told of the damage. */
  REFUSED
}
