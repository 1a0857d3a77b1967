package io.molspectra.spectrum;

/**
 * Files of spectra that cannot be used as a whole, because rows could be paired with the wrong
 * molecules; the message names file, line and cure.
 */
public final class SpectraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Kinds of fault. */
  public enum Problem {
    /** The folder holds no spectra of any kind wanted. */
    NO_SPECTRA,
    /** Two files of which either could hold a kind's spectra. */
    AMBIGUOUS_FILES,
    /** A header that is no list of points, or whose points do not cover the model's grid. */
    WRONG_GRID,
    /** The files, or files and structures, have different numbers of rows. */
    ROW_COUNT,
    /** A row number or id that occurs twice. */
    DUPLICATE_ID,
    /** Row numbers that do not ascend. */
    ROW_ORDER,
    /** The spectra's molecule is not the structure it would be paired with. */
    STRUCTURE_MISMATCH,
    /** Broken compression, or text that is no CSV. */
    DAMAGED_FILE
  }

  private final Problem problem;

  /**
   * @param problem kind of fault
   * @param message what is wrong, where, and the cure
   */
  public SpectraException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** The same with the failure that caused it. */
  public SpectraException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Kind of fault. */
  public Problem problem() {
    return problem;
  }
}
