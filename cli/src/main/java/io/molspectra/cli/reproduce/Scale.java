package io.molspectra.cli.reproduce;

import java.util.List;

/** How large everything is. */
public enum Scale {
  /** Small networks for a CPU. All properties are learned in one run. */
  SMALL(
      new Lengths("small", "forces-small", 4_000, 1_000, 12_000, 12_000),
      new Lengths("small", "forces-small", 200, 200, 2_000, 12_000),
      List.of(1L),
      List.of("gap,mu,U0,r2,cv")),

  /** The paper's network and numbers of updates, for GPUs: a run a property and seed. */
  PAPER(
      new Lengths("base", "forces-base", 400_000, 400_000, 700_000, 140_000),
      new Lengths("base", "forces-base", 400_000, 400_000, 700_000, 140_000),
      List.of(1L, 2L, 3L),
      List.of("gap", "mu", "U0", "r2", "cv"));

  private final Lengths lengths;
  private final Lengths ablation;
  private final List<Long> seeds;
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

  Scale(Lengths lengths, Lengths ablation, List<Long> seeds, List<String> targets) {
    this.lengths = lengths;
    this.ablation = ablation;
    this.seeds = seeds;
    this.targets = targets;
  }

  Lengths lengths() {
    return lengths;
  }

  /** Of the variants of stage two and what is fine-tuned from them. */
  Lengths ablation() {
    return ablation;
  }

  /** Seeds of fine-tuning. */
  public List<Long> seeds() {
    return seeds;
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
