package io.molspectra.cli.reproduce;

import java.util.List;

/** How large everything is. */
public enum Scale {
  /** Small networks for a CPU. All properties are learned in one run, force fields by one seed. */
  SMALL(
      new Lengths("small", "forces-small", 4_000, 1_000, 4_000, 12_000),
      new Extras(300, 150, 300, List.of("schedule.warmup_steps=30")),
      List.of(1L, 2L, 3L),
      List.of(1L),
      List.of("gap,mu,U0,r2,cv")),

  /** The paper's network and numbers of updates, for GPUs: a run a property and seed. */
  PAPER(
      new Lengths("base", "forces-base", 400_000, 400_000, 700_000, 140_000),
      new Extras(1_000, 400_000, 700_000, List.of()),
      List.of(1L, 2L, 3L),
      List.of(1L, 2L, 3L),
      List.of("gap", "mu", "U0", "r2", "cv"));

  private final Lengths lengths;
  private final Extras extras;
  private final List<Long> seeds;
  private final List<Long> furtherSeeds;
  private final List<String> targets;

  /**
   * Presets and numbers of updates.
   *
   * @param preset of pre-training and of properties
   * @param forcesPreset of forces
   */
  record Lengths(
      String preset,
      String forcesPreset,
      long stageOne,
      long stageTwo,
      long properties,
      long forces) {}

  /**
   * Numbers of updates of the pilot and of the ablation.
   *
   * @param variants of stage two
   * @param properties fine-tuning of each variant
   * @param finetuning settings of that, such as a warm-up that is shorter than the preset's
   */
  record Extras(long pilot, long variants, long properties, List<String> finetuning) {}

  Scale(
      Lengths lengths,
      Extras extras,
      List<Long> seeds,
      List<Long> furtherSeeds,
      List<String> targets) {
    this.lengths = lengths;
    this.extras = extras;
    this.seeds = seeds;
    this.furtherSeeds = furtherSeeds;
    this.targets = targets;
  }

  Lengths lengths() {
    return lengths;
  }

  Extras extras() {
    return extras;
  }

  /** Seeds of the properties. */
  public List<Long> seeds() {
    return seeds;
  }

  /** Seeds of the learning curve and of forces. */
  public List<Long> furtherSeeds() {
    return furtherSeeds;
  }

  /** Properties of QM9; those of one entry are learned in one run. */
  List<String> targets() {
    return targets;
  }

  /** Whether force fields can start from stage one: the networks are of one size. */
  boolean forcesFitPretraining() {
    return this == SMALL;
  }
}
