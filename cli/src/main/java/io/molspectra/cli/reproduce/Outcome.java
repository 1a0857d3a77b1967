package io.molspectra.cli.reproduce;

import java.util.List;

/**
 * What came of a step.
 *
 * @param step which
 * @param state what came of it
 * @param because names of the steps it needed that failed, for {@link State#LEFT_OUT}
 */
public record Outcome(Step step, State state, List<String> because) {

  /** Ends of a step. */
  public enum State {
    /** It was finished by a former call. */
    FINISHED_BEFORE,
    /** It was run, and its outputs are there. */
    DONE,
    /** It was run and failed. */
    FAILED,
    /** It was not run as a step that it needs failed. */
    LEFT_OUT,
    /** It was not run to its end as this process was asked to end. */
    INTERRUPTED
  }

  /** Copies the list. */
  public Outcome {
    because = List.copyOf(because);
  }

  /** Whether its outputs are there for steps that need them. */
  public boolean isGood() {
    return state == State.DONE || state == State.FINISHED_BEFORE;
  }
}
