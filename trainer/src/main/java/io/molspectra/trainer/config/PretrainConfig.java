package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Everything that determines a denoising pre-training run, apart from the data files.
 *
 * @param model the network
 * @param optimiser AdamW and clipping
 * @param schedule learning rate and number of steps
 * @param data batches and validation split
 * @param noise the task
 * @param seed of initial weights, split, order and noise
 * @param validateEvery steps between validations
 * @param checkpointEvery steps between checkpoints
 * @param logEvery steps between rows of the metrics file
 */
public record PretrainConfig(
    ModelSettings model,
    OptimiserSettings optimiser,
    ScheduleSettings schedule,
    DataSettings data,
    NoiseSettings noise,
    long seed,
    int validateEvery,
    int checkpointEvery,
    int logEvery)
    implements RunConfig {

  /**
   * @throws IllegalArgumentException if a value is out of range or a section is missing
   */
  public PretrainConfig {
    Check.require(model != null, "model", "is missing", "none");
    Check.require(optimiser != null, "optimiser", "is missing", "none");
    Check.require(schedule != null, "schedule", "is missing", "none");
    Check.require(data != null, "data", "is missing", "none");
    Check.require(noise != null, "noise", "is missing", "none");
    Check.atLeast("validate_every", 1, validateEvery);
    Check.atLeast("checkpoint_every", 1, checkpointEvery);
    Check.atLeast("log_every", 1, logEvery);
    Check.require(
        schedule.etaMin() <= optimiser.lr(),
        "schedule.eta_min",
        "must not exceed optimiser.lr (%s)".formatted(optimiser.lr()),
        schedule.etaMin());
  }

  @Override
  public PretrainConfig common() {
    return this;
  }

  @Override
  public ObjectNode tree() {
    return Yaml.tree(this);
  }

  /** The same with another network. */
  public PretrainConfig withModel(ModelSettings other) {
    return new PretrainConfig(
        other, optimiser, schedule, data, noise, seed, validateEvery, checkpointEvery, logEvery);
  }
}
