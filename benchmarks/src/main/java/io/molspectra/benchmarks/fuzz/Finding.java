package io.molspectra.benchmarks.fuzz;

/** Something a reader must not do with damaged input. */
final class Finding extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Finding(String message) {
    super(message);
  }

  Finding(String message, Throwable cause) {
    super(message, cause);
  }
}
