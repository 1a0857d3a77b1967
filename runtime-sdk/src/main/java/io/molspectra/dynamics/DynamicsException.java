package io.molspectra.dynamics;

/** A trajectory that cannot go on; says why and what to do about it. */
public final class DynamicsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Kinds of fault. */
  public enum Problem {
    /** A position, velocity, energy or force that is not a finite number. */
    NOT_FINITE,
    /** Atoms faster than any sensible trajectory of the settings has them. */
    TOO_HOT,
    /** Two atoms closer than any chemistry allows. */
    ATOMS_TOO_CLOSE,
    /** An atom that left all the others. */
    ATOM_LOST,
    /** An unfinished trajectory that a new one would replace. */
    UNFINISHED_RUN,
    /** A trajectory that another process writes. */
    IN_USE,
    /** A checkpoint of another run: settings, atoms or model differ. */
    DIFFERENT_RUN,
    /** A checkpoint, or the trajectory beside it, that is damaged or missing. */
    BAD_CHECKPOINT
  }

  private final Problem problem;

  /**
   * @param problem kind of fault
   * @param message what is wrong and what to do about it
   */
  public DynamicsException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** Kind of fault. */
  public Problem problem() {
    return problem;
  }
}
