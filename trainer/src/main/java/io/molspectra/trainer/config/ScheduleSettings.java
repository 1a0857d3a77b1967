package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.trainer.optimise.LearningRateSchedule;
import io.molspectra.trainer.optimise.ReduceOnPlateau;

/**
 * Length of the run and course of the learning rate. What only some kinds use is 0 for the others
 * and then not written, so that a configuration says no more than it means, and one written before
 * those kinds were there has the same text and hash still.
 *
 * @param kind shape after the warm-up
 * @param warmupSteps steps of linear warm-up, 0 for none
 * @param maxSteps number of updates of the whole run
 * @param etaMin final learning rate of the cosines, least one of the plateaus
 * @param t0 steps before the first warm restart
 * @param tMult how many times longer each period between restarts is than the one before
 * @param factor by which the rate is multiplied on a plateau
 * @param patience validations without gain that are let pass before that
 */
public record ScheduleSettings(
    Kind kind,
    long warmupSteps,
    long maxSteps,
    double etaMin,
    @JsonInclude(Include.NON_DEFAULT) long t0,
    @JsonInclude(Include.NON_DEFAULT) int tMult,
    @JsonInclude(Include.NON_DEFAULT) double factor,
    @JsonInclude(Include.NON_DEFAULT) int patience) {

  /** Shape of the schedule after the warm-up. */
  public enum Kind {
    /** Half a cosine down to {@code eta_min}. */
    @JsonProperty("cosine")
    COSINE,
    /** The base rate throughout. */
    @JsonProperty("constant")
    CONSTANT,
    /** Cosines down to {@code eta_min}, the first of {@code t0} steps, that start again. */
    @JsonProperty("warm_restarts")
    WARM_RESTARTS,
    /** The base rate, multiplied by {@code factor} when the validation loss does not fall. */
    @JsonProperty("plateau")
    PLATEAU
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ScheduleSettings {
    Check.require(kind != null, "schedule.kind", "is missing", "none");
    Check.atLeast("schedule.warmup_steps", 0, warmupSteps);
    Check.atLeast("schedule.max_steps", 1, maxSteps);
    Check.notNegative("schedule.eta_min", etaMin);
    if (kind == Kind.WARM_RESTARTS) {
      Check.require(
          t0 >= 1, "schedule.t0", "must be given for warm_restarts, in steps, at least 1", t0);
      Check.atLeast("schedule.t_mult", 1, tMult);
    } else {
      t0 = 0;
      tMult = 0;
    }
    if (kind == Kind.PLATEAU) {
      Check.require(
          factor > 0 && factor < 1, "schedule.factor", "must lie between 0 and 1", factor);
      // 0 would not be written, and be read as the default.
      Check.atLeast("schedule.patience", 1, patience);
    } else {
      factor = 0;
      patience = 0;
    }
  }

  /** A schedule of a kind that needs no more: cosine or constant. */
  public ScheduleSettings(Kind kind, long warmupSteps, long maxSteps, double etaMin) {
    this(kind, warmupSteps, maxSteps, etaMin, 0, 0, 0, 0);
  }

  /** A new schedule with the given peak rate, before its first step. */
  public LearningRateSchedule toSchedule(double lr) {
    return switch (kind) {
      case COSINE -> new LearningRateSchedule.WarmupCosine(lr, warmupSteps, maxSteps, etaMin);
      case CONSTANT -> new LearningRateSchedule.Constant(lr, warmupSteps);
      case WARM_RESTARTS ->
          new LearningRateSchedule.WarmRestarts(lr, warmupSteps, t0, tMult, etaMin);
      case PLATEAU -> new ReduceOnPlateau(lr, warmupSteps, factor, patience, etaMin);
    };
  }
}
