package io.molspectra.cli;

import java.io.IOException;

/** Molecules of files or a folder, each with its feature vector. */
interface VectorSource {

  /** Takes the vectors, in the order of the molecules. */
  @FunctionalInterface
  interface Sink {
    void add(String id, float[] vector) throws IOException;
  }

  /**
   * Embeds all molecules. What cannot be embedded is listed among the rejects.
   *
   * @throws CommandFailure REJECTED for a reject with --strict; FAILURE if nothing can go on
   * @throws IOException if a file cannot be opened, or as the sink does
   */
  void each(Sink sink) throws IOException;
}
