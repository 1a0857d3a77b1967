package io.molspectra.trainer.contract;

import io.molspectra.graph.Graph;
import io.molspectra.trainer.execute.Precision;

/**
 * A network that a contract is held against.
 *
 * @param name for messages and for the file of measurements
 * @param graph with all of {@link Predictions#OUTPUTS}
 * @param cutoff of its neighbour lists, angstrom
 */
public record Subject(String name, Graph graph, double cutoff) {

  /** An executor of the network; the caller closes it. */
  public Evaluator evaluator(Precision precision) {
    return new Evaluator(graph, cutoff, precision);
  }
}
