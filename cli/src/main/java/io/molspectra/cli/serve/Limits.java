package io.molspectra.cli.serve;

/**
 * What a server takes on.
 *
 * @param bodyBytes of one request
 * @param atoms of one molecule, hydrogens counted
 * @param molecules of one request
 * @param queued requests that wait for a thread
 */
public record Limits(int bodyBytes, int atoms, int molecules, int queued) {

  /**
   * @throws IllegalArgumentException if one is not positive
   */
  public Limits {
    if (bodyBytes < 1 || atoms < 1 || molecules < 1 || queued < 1) {
      throw new IllegalArgumentException("all limits of the server must be at least 1");
    }
  }
}
