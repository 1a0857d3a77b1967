package io.molspectra.trainer.label;

/** Labelled data that cannot be used as a whole; the message names file, place and cure. */
public final class LabelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Kinds of fault. */
  public enum Problem {
    /** Broken compression, or text that is no CSV. */
    DAMAGED_FILE,
    /** A column, array or label that is needed and not there. */
    MISSING_COLUMN,
    /** Arrays whose shapes contradict each other. */
    WRONG_SHAPE,
    /** Structures without ids whose number is not that of the rows. */
    COUNT_MISMATCH,
    /** Rows that belong to the structures in another order. */
    ORDER_MISMATCH,
    /** No structure has a label. */
    NOTHING_LABELLED,
    /** A unit that is not known or does not fit. */
    UNKNOWN_UNIT,
    /** An element for which there is no reference energy. */
    MISSING_REFERENCE,
    /** A split that cannot be made, or a file of one that does not fit the data. */
    BAD_SPLIT,
    /** A bad record, where none was to be left out. */
    BAD_RECORD
  }

  private final Problem problem;

  LabelException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  LabelException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Kind of fault. */
  public Problem problem() {
    return problem;
  }
}
