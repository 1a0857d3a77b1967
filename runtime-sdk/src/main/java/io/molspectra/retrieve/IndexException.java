package io.molspectra.retrieve;

import java.io.IOException;

/** An index that cannot be used; the message names the file and the cure. */
public final class IndexException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Kinds of fault. */
  public enum Problem {
    /** The file is no index, or was damaged. */
    DAMAGED_INDEX,
    /** The index was made by another model, or by other weights of the same name. */
    STALE_INDEX
  }

  private final Problem problem;

  IndexException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  IndexException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Kind of fault. */
  public Problem problem() {
    return problem;
  }
}
