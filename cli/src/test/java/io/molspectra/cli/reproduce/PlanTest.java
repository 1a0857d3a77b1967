package io.molspectra.cli.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the plan of all experiments holds. */
class PlanTest {
  private static final Path OUT = Path.of("/out");
  private static final Inputs ALL =
      new Inputs(
          Path.of("/one.sdf"),
          Path.of("/gdb9.sdf"),
          Path.of("/gdb9.csv"),
          Path.of("/spectra"),
          Path.of("/two.xyz"),
          List.of(Path.of("/md17_ethanol.npz"), Path.of("/rmd17_aspirin.npz")));

  private static Plan plan(Scale scale, Inputs inputs, String... assignments) {
    return Plan.of(
        new Settings(
            scale,
            inputs,
            OUT,
            scale.seeds(),
            scale.furtherSeeds(),
            List.of(1000, 4000),
            List.of(assignments),
            "cpu"));
  }

  private static List<String> names(Plan plan) {
    return plan.steps().stream().map(Step::name).toList();
  }

  private static Step step(Plan plan, String name) {
    return plan.steps().stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + names(plan)));
  }

  @Test
  void propertiesAreLearnedAtOnceInTheSmallAndOneByOneInThePaper() {
    Plan small = plan(Scale.SMALL, ALL);
    assertEquals(
        "trainer finetune --task qm9/gap,mu,U0,r2,cv --out /out/runs/qm9-stage-two --resume --init"
            + " /out/runs/stage-two --seeds 1,2,3 --device cpu --data /gdb9.sdf --labels"
            + " /gdb9.csv --preset small --max-steps 4000",
        step(small, "qm9-stage-two").line());
    Plan paper = plan(Scale.PAPER, ALL);
    assertFalse(names(paper).contains("qm9-stage-two"));
    for (String target : List.of("gap", "mu", "u0", "r2", "cv")) {
      for (String start : List.of("scratch", "stage-one", "stage-two")) {
        String line = step(paper, "qm9-%s-%s".formatted(target, start)).line();
        assertTrue(line.contains("--seeds 1,2,3"), line);
        assertTrue(line.endsWith("--preset base --max-steps 700000"), line);
      }
    }
    assertTrue(step(paper, "stage-one").line().contains("--max-steps 400000"));
    assertTrue(step(paper, "stage-two").line().contains("--max-steps 400000"));
  }

  @Test
  void everySeedIsEvaluatedByItselfAndTheirMeanOnlyWhereItIsExported() {
    Plan paper = plan(Scale.PAPER, ALL);
    for (int seed = 1; seed <= 3; seed++) {
      assertEquals(
          List.of(Path.of("/out/runs/qm9-mu-scratch/seed-" + seed + "/results.json")),
          step(paper, "evaluate-qm9-mu-scratch-seed-" + seed).outputs());
    }
    assertTrue(
        step(paper, "evaluate-qm9-mu-scratch").line().contains("--run /out/runs/qm9-mu-scratch "));
    assertEquals(List.of("evaluate-qm9-mu-scratch"), step(paper, "export-qm9-mu-scratch").needs());
    assertTrue(names(paper).contains("evaluate-curve-1000-scratch-seed-3"));
    assertFalse(names(paper).contains("evaluate-curve-1000-scratch"));
    Measured row =
        paper.measured().stream()
            .filter(m -> m.runs().get(0).startsWith("/out/runs/qm9-mu-scratch"))
            .findFirst()
            .orElseThrow();
    assertEquals(3, row.runs().size());
  }

  @Test
  void theLearningCurveDrawsFromTheSplitOfTheRunOnAllMolecules() {
    Plan small = plan(Scale.SMALL, ALL);
    Step fewer = step(small, "curve-4000-stage-two");
    assertTrue(
        fewer.line().contains("--split /out/runs/qm9-scratch/seed-1/split.npz:4000"), fewer.line());
    assertTrue(fewer.line().contains("--seeds 1 "), fewer.line());
    assertEquals(List.of("stage-two", "qm9-scratch"), fewer.needs());
    assertTrue(
        step(plan(Scale.PAPER, ALL), "curve-1000-scratch")
            .line()
            .contains("--split /out/runs/qm9-gap-scratch/seed-1/split.npz:1000"));
  }

  @Test
  void onlyFramesThatAreShuffledAlreadyAreSplitAtRandom() {
    Plan small = plan(Scale.SMALL, ALL);
    assertFalse(step(small, "forces-md17_ethanol-scratch").line().contains("--split"));
    assertTrue(step(small, "forces-rmd17_aspirin-stage-one").line().contains("--split random"));
  }

  @Test
  void settingsGoToTheTrainingsThatKnowThem() {
    Plan plan =
        plan(
            Scale.SMALL,
            ALL,
            "data.batch_size=4",
            "specformer.width=8",
            "finetune.patience=3",
            "schedule.max_steps=7");
    String one = step(plan, "stage-one").line();
    String two = step(plan, "stage-two").line();
    String tuned = step(plan, "qm9-scratch").line();
    String ablation = step(plan, "ablation").line();
    assertTrue(one.contains("--max-steps 7 --set data.batch_size=4 --device"), one);
    assertTrue(two.contains("--set data.batch_size=4 --set specformer.width=8 --device"), two);
    assertTrue(tuned.contains("--set data.batch_size=4 --set finetune.patience=3 --d"), tuned);
    assertTrue(tuned.endsWith("--max-steps 7"), tuned);
    assertTrue(ablation.contains("--finetune-steps 7"), ablation);
    assertTrue(ablation.contains("--finetune-set finetune.patience=3"), ablation);
    assertTrue(step(plan, "pilot").line().contains("--steps 7"));
  }

  @Test
  void withoutDataTheStepsThatNeedThemAreLeftOutAndNoOthers() {
    var inputs =
        new Inputs(null, Path.of("/gdb9.sdf"), Path.of("/gdb9.csv"), null, null, List.of());
    Plan plan = plan(Scale.SMALL, inputs);
    assertEquals(
        List.of(
            "qm9-scratch",
            "evaluate-qm9-scratch-seed-1",
            "evaluate-qm9-scratch-seed-2",
            "evaluate-qm9-scratch-seed-3",
            "evaluate-qm9-scratch",
            "export-qm9-scratch",
            "curve-1000-scratch",
            "evaluate-curve-1000-scratch",
            "curve-4000-scratch",
            "evaluate-curve-4000-scratch",
            "report"),
        names(plan.available()));
    assertEquals(List.of("--structures"), plan.missing().get("evaluate-qm9-stage-one"));
    assertEquals(List.of("--md17"), plan.missing().get("forces-FILE-scratch"));
    assertEquals(
        List.of("--spectra-structures", "--spectra", "--structures"),
        plan.missing().get("stage-two"));
    assertEquals(plan(Scale.SMALL, ALL).steps(), plan(Scale.SMALL, ALL).available().steps());
  }

  @Test
  void aChoiceComesWithWhatItNeeds() {
    Plan plan = plan(Scale.SMALL, ALL);
    assertEquals(
        List.of("stage-one", "stage-two", "export-stage-two"),
        names(plan.only(List.of("export-stage-two"))));
    assertEquals(
        List.of(
            "stage-one",
            "forces-md17_ethanol-scratch",
            "forces-md17_ethanol-stage-one",
            "forces-rmd17_aspirin-scratch",
            "forces-rmd17_aspirin-stage-one"),
        names(plan.only(List.of("forces-*"))));
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan.only(List.of("nothing")))
            .getMessage();
    assertTrue(message.startsWith("--only: there is no step 'nothing'; there are stage-one, "));
  }

  @Test
  void twoTrajectoriesOfOneNameAndSeedsThatRepeatAreRefused() {
    var twice =
        new Inputs(null, null, null, null, null, List.of(Path.of("/a/x.npz"), Path.of("/b/x.npz")));
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan(Scale.SMALL, twice)).getMessage();
    assertTrue(message.contains("forces-x-scratch"), message);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Settings(
                Scale.SMALL,
                ALL,
                OUT,
                List.of(1L, 1L),
                List.of(1L),
                List.of(1000),
                List.of(),
                "cpu"));
  }

  @Test
  void aLineCanBeGivenToAShell() {
    var step =
        new Step("x", List.of("export", "--run", "a b'c"), List.of(), List.of(), List.of(), false);
    assertEquals("trainer export --run 'a b'\\''c'", step.line());
  }
}
