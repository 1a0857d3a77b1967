package io.molspectra.predict;

/** A prediction that cannot be made; says why and what to do about it. */
public final class PredictionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Kinds of fault. */
  public enum Problem {
    /** The bundle has no task of this name. */
    UNKNOWN_TASK,
    /**
     * The task answers something of another shape than was asked for, or takes spectra where
     * structures were given.
     */
    WRONG_KIND,
    /** The task has no forces. */
    NO_FORCES,
    /** The task has no graph with forces in float64. */
    NO_DOUBLE_PRECISION,
    /** The unit of the task is no unit of energy. */
    NOT_AN_ENERGY,
    /** The bundle carries no statistics to turn raw noise into angstrom. */
    NO_NOISE_NORMALIZER,
    /** An element the network has no embedding for. */
    UNSUPPORTED_ELEMENT,
    /** An element that did not occur in training. */
    UNSEEN_ELEMENT,
    /** An answer that is not a finite number, as for atoms that lie on one point. */
    NON_FINITE_PREDICTION,
    /** A coordinate that is not a finite number. */
    NON_FINITE_COORDINATE,
    /** Spectra of which none is of a kind the model takes. */
    NO_SPECTRUM,
    /** Intensities that are not on the model's grid. */
    WRONG_GRID,
    /** An intensity that is not a finite number. */
    NON_FINITE_INTENSITY,
    /** The bundle was exported without the graph that shows attention. */
    NO_ATTENTION,
    /** The device asked for cannot be used. */
    DEVICE_UNAVAILABLE,
    /** A graph that does not keep the contract of inputs and outputs. */
    BAD_GRAPH,
    /** ONNX Runtime failed. */
    RUNTIME_FAILURE
  }

  private final Problem problem;

  /**
   * @param problem kind of fault
   * @param message what is wrong and what to do about it
   */
  public PredictionException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** The same with the failure that caused it. */
  public PredictionException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Kind of fault. */
  public Problem problem() {
    return problem;
  }
}
