package io.molspectra.cli.reproduce;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a plan is made from.
 *
 * @param scale presets and numbers of updates
 * @param inputs data
 * @param out folder of everything that is written
 * @param seeds of the properties; the first also draws the split that all share
 * @param furtherSeeds of the learning curve and of forces
 * @param curve numbers of training molecules of the learning curve, besides all
 * @param assignments {@code key=value} settings laid over the presets of all trainings
 * @param device cpu or gpu
 */
public record Settings(
    Scale scale,
    Inputs inputs,
    Path out,
    List<Long> seeds,
    List<Long> furtherSeeds,
    List<Integer> curve,
    List<String> assignments,
    String device) {

  private static final String STEPS = "schedule.max_steps=";

  /**
   * @throws IllegalArgumentException if seeds or sizes are absent, twice there or not positive
   */
  public Settings {
    seeds = distinct(seeds);
    furtherSeeds = distinct(furtherSeeds);
    curve = List.copyOf(curve);
    assignments = List.copyOf(assignments);
    if (curve.stream().distinct().count() < curve.size() || curve.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("--curve must be different numbers above 0, got " + curve);
    }
  }

  private static List<Long> distinct(List<Long> seeds) {
    if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
      throw new IllegalArgumentException("--seeds must differ, got " + seeds);
    }
    return List.copyOf(seeds);
  }

  Path runs() {
    return out.resolve("runs");
  }

  /** The number of updates: what was assigned, or else the scale's. */
  long steps(long ofScale) {
    Optional<String> given =
        assignments.stream().filter(text -> text.startsWith(STEPS)).reduce((a, b) -> b);
    try {
      return given.map(text -> Long.parseLong(text.substring(STEPS.length()))).orElse(ofScale);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--set %s: expected a whole number".formatted(given.orElseThrow()), e);
    }
  }

  /** Settings that a stage of pre-training knows, without the number of updates. */
  List<String> assignmentsOfPretraining(int stage) {
    return assignments.stream()
        .filter(text -> !text.startsWith(STEPS) && !text.startsWith("finetune."))
        .filter(text -> stage == 2 || !isOfStageTwo(text))
        .toList();
  }

  /** Settings that fine-tuning knows, without the number of updates. */
  List<String> assignmentsOfFinetuning() {
    return assignments.stream()
        .filter(text -> !text.startsWith(STEPS) && !isOfStageTwo(text))
        .toList();
  }

  private static boolean isOfStageTwo(String text) {
    return text.startsWith("specformer.") || text.startsWith("objective.");
  }
}
