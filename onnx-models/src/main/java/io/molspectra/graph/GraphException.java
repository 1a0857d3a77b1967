package io.molspectra.graph;

/** A graph that cannot be built, read or differentiated; the message names the node and shapes. */
public class GraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GraphException(String message) {
    super(message);
  }

  public GraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
