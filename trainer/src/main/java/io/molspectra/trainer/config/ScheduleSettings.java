package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.trainer.optimise.LearningRateSchedule;

/**
 * Length of the run and course of the learning rate.
 *
 * @param kind shape after the warm-up
 * @param warmupSteps steps of linear warm-up, 0 for none
 * @param maxSteps number of updates of the whole run
 * @param etaMin final learning rate of the cosine
 */
public record ScheduleSettings(Kind kind, long warmupSteps, long maxSteps, double etaMin) {

  /** Shape of the schedule after the warm-up. */
  public enum Kind {
    /** Half a cosine down to {@code eta_min}. */
    @JsonProperty("cosine")
    COSINE,
    /** The base rate throughout. */
    @JsonProperty("constant")
    CONSTANT
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ScheduleSettings {
    Check.require(kind != null, "schedule.kind", "is missing", "none");
    Check.atLeast("schedule.warmup_steps", 0, warmupSteps);
    Check.atLeast("schedule.max_steps", 1, maxSteps);
    Check.notNegative("schedule.eta_min", etaMin);
  }

  /** The schedule with the given peak rate. */
  public LearningRateSchedule toSchedule(double lr) {
    return switch (kind) {
      case COSINE -> new LearningRateSchedule.WarmupCosine(lr, warmupSteps, maxSteps, etaMin);
      case CONSTANT -> new LearningRateSchedule.Constant(lr, warmupSteps);
    };
  }
}
