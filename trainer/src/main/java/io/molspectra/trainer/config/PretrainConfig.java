package io.molspectra.trainer.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    int logEvery) {

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

  /** This configuration as YAML; reading it back gives an equal configuration. */
  public String toYaml() {
    return Yaml.write(this);
  }

  /** What differs in another configuration, each as "section.key is A there and B here". */
  public List<String> differences(PretrainConfig here) {
    Map<String, String> before = Yaml.leaves(this);
    Map<String, String> now = Yaml.leaves(here);
    return before.keySet().stream()
        .filter(key -> !Objects.equals(before.get(key), now.get(key)))
        .map(key -> "%s is %s there and %s here".formatted(key, before.get(key), now.get(key)))
        .toList();
  }

  /** SHA-256 of {@link #toYaml()}, in hexadecimal: equal configurations have equal hashes. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(toYaml().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
