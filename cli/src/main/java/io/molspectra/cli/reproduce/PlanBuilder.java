package io.molspectra.cli.reproduce;

import io.molspectra.cli.reproduce.Measured.Table;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.pretrain.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts the plan together: what everything depends on first, what takes longest last. */
final class PlanBuilder {
  private static final String SCRATCH = "scratch";

  private final Settings settings;
  private final Inputs inputs;
  private final Scale.Lengths lengths;
  private final List<Step> steps = new ArrayList<>();
  private final List<Measured> measured = new ArrayList<>();

  PlanBuilder(Settings settings) {
    this.settings = settings;
    this.inputs = settings.inputs();
    this.lengths = settings.scale().lengths();
  }

  /** What a training starts from; no step for fresh weights. */
  private record Start(String name, Optional<Step> step) {
    String row() {
      return "from " + name.replace('-', ' ');
    }
  }

  Plan build() {
    Step one = add(stageOne());
    Step two = add(stageTwo(one));
    List<Start> starts =
        List.of(
            new Start(SCRATCH, Optional.empty()),
            new Start(one.name(), Optional.of(one)),
            new Start(two.name(), Optional.of(two)));
    Map<String, Step> properties = properties(starts);
    export(two, two.name());
    add(pilot());
    add(ablation(one));
    curve(starts, properties);
    forces(starts.subList(0, settings.scale().forcesFitPretraining() ? 2 : 1));
    add(
        new Draft("report", "report")
            .with("--runs", settings.runs())
            .with("--output", settings.out().resolve("report.html"))
            .writes(settings.out().resolve("report.html"))
            .everyTime());
    return new Plan(steps, measured);
  }

  private Step add(Draft draft) {
    Step step = draft.step();
    steps.add(step);
    return step;
  }

  private Path run(String name) {
    return settings.runs().resolve(name);
  }

  private Draft training(String name, String... command) {
    return new Draft(name, command).with("--out", run(name)).writes(run(name)).flag("--resume");
  }

  private Draft stageOne() {
    return training("stage-one", "pretrain")
        .file("--data", "--structures", inputs.structures())
        .with("--preset", lengths.preset())
        .with("--max-steps", settings.steps(lengths.stageOne()))
        .settings(settings.assignmentsOfPretraining(1))
        .with("--device", settings.device());
  }

  private Draft stageTwo(Step one) {
    return training("stage-two", "pretrain", "--stage", "2")
        .file("--data", "--spectra-structures", inputs.spectraStructures())
        .file("--spectra", "--spectra", inputs.spectra())
        .with("--init", run(one.name()))
        .after(one)
        .with("--preset", lengths.preset())
        .with("--max-steps", settings.steps(lengths.stageTwo()))
        .settings(settings.assignmentsOfPretraining(2))
        .with("--device", settings.device());
  }

  private Draft finetuning(String name, String task, Start start, List<Long> seeds) {
    Draft draft = training(name, "finetune", "--task", task);
    start.step().ifPresent(step -> draft.with("--init", run(step.name())).after(step));
    return draft
        .with("--seeds", String.join(",", seeds.stream().map(String::valueOf).toList()))
        .settings(settings.assignmentsOfFinetuning())
        .with("--device", settings.device());
  }

  private Draft property(String name, String targets, Start start, List<Long> seeds) {
    return finetuning(name, "qm9/" + targets, start, seeds)
        .file("--data", "--qm9", inputs.qm9())
        .file("--labels", "--labels", inputs.labels())
        .with("--preset", lengths.preset())
        .with("--max-steps", settings.steps(lengths.properties()));
  }

  /** Folders of a fine-tuning: as finetune lays them out, one a seed if there are several. */
  private List<Path> members(String name, List<Long> seeds) {
    return seeds.size() == 1
        ? List.of(run(name))
        : seeds.stream().map(seed -> RunFolder.member(run(name), seed)).toList();
  }

  /** Evaluates every seed by itself: the mean of their answers would be another model. */
  private List<Step> evaluate(Step training, List<Long> seeds) {
    String name = training.name();
    if (seeds.size() == 1) {
      return List.of(add(evaluation(name, run(name), training)));
    }
    return seeds.stream()
        .map(
            seed ->
                add(
                    evaluation(
                        name + "-seed-" + seed, RunFolder.member(run(name), seed), training)))
        .toList();
  }

  /** The run, or all seeds as one ensemble, with the intervals that an evaluation calibrates. */
  private void evaluateAndExport(Step training, List<Long> seeds) {
    List<Step> evaluated = evaluate(training, seeds);
    String name = training.name();
    export(seeds.size() == 1 ? evaluated.get(0) : add(evaluation(name, run(name), training)), name);
  }

  private Draft evaluation(String name, Path run, Step training) {
    return new Draft("evaluate-" + name, "evaluate")
        .with("--run", run)
        .with("--device", settings.device())
        .after(training)
        .writes(run.resolve(EvaluationReport.FILE));
  }

  private static String propertyRun(String targets, Start start) {
    String joint = targets.contains(",") ? "" : targets.toLowerCase(Locale.ROOT) + "-";
    return "qm9-" + joint + start.name();
  }

  private Map<String, Step> properties(List<Start> starts) {
    var known = new LinkedHashMap<String, Step>();
    for (Start start : starts) {
      for (String targets : settings.scale().targets()) {
        String name = propertyRun(targets, start);
        Step training = add(property(name, targets, start, settings.seeds()));
        known.put(name, training);
        evaluateAndExport(training, settings.seeds());
        measured.add(new Measured(Table.PROPERTIES, start.row(), members(name, settings.seeds())));
      }
    }
    return known;
  }

  /** Fewer molecules to train on; those for validation and tests are the ones of all molecules. */
  private void curve(List<Start> starts, Map<String, Step> properties) {
    String targets = settings.scale().targets().get(0);
    List<Long> seeds = settings.furtherSeeds();
    for (int count : settings.curve()) {
      for (Start start : List.of(starts.get(0), starts.get(2))) {
        Step whole = Objects.requireNonNull(properties.get(propertyRun(targets, starts.get(0))));
        String name = "curve-%d-%s".formatted(count, start.name());
        Path split = members(whole.name(), settings.seeds()).get(0).resolve("split.npz");
        Draft draft = property(name, targets, start, seeds).with("--split", split + ":" + count);
        evaluate(add(draft.after(whole)), seeds);
        measured.add(new Measured(Table.CURVE, start.row(), members(name, seeds)));
      }
    }
  }

  private void forces(List<Start> starts) {
    List<Long> seeds = settings.furtherSeeds();
    List<Path> files = new ArrayList<>(inputs.md17());
    boolean none = files.isEmpty();
    for (Path file : none ? List.of(Path.of("FILE")) : files) {
      String molecule =
          String.valueOf(file.getFileName()).replaceFirst("\\.(npz|extxyz|xyz)(\\.gz)?$", "");
      for (Start start : starts) {
        String name = "forces-%s-%s".formatted(molecule, start.name());
        Draft draft =
            finetuning(name, "md17", start, seeds)
                .file("--data", "--md17", none ? null : file)
                .with("--preset", lengths.forcesPreset())
                .with("--max-steps", settings.steps(lengths.forces()));
        Step training = add(molecule.startsWith("rmd17") ? shuffled(draft) : draft);
        evaluateAndExport(training, seeds);
        measured.add(new Measured(Table.FORCES, start.row(), members(name, seeds)));
      }
    }
  }

  /** Revised MD17 has its frames in random order: there are no blocks to keep together. */
  private static Draft shuffled(Draft draft) {
    return draft.with("--split", "random").with("--train", 950).with("--validation", 50);
  }

  private void export(Step after, String run) {
    Path bundle = settings.out().resolve("bundles").resolve(run);
    add(
        new Draft("export-" + run, "export")
            .with("--run", run(run))
            .with("--out", bundle)
            .after(after)
            .writes(bundle));
  }

  private Draft spectra(Draft draft) {
    return draft
        .file("--data", "--spectra-structures", inputs.spectraStructures())
        .file("--spectra", "--spectra", inputs.spectra());
  }

  private Draft pilot() {
    return spectra(new Draft("pilot", "pilot"))
        .file("--labels", "--labels", inputs.labels())
        .with("--steps", settings.steps(settings.scale().extras().pilot()))
        .with("--out", run("pilot"))
        .writes(run("pilot").resolve("pilot.md"))
        .with("--device", settings.device());
  }

  private Draft ablation(Step one) {
    Scale.Extras extras = settings.scale().extras();
    Draft draft =
        spectra(new Draft("ablation", "ablate"))
            .with("--init", run(one.name()))
            .after(one)
            .with("--preset", lengths.preset())
            .with("--groups", "objectives,spectra,mask,patches")
            .with("--max-steps", settings.steps(extras.variants()))
            .settings(settings.assignmentsOfPretraining(2))
            .with("--downstream", "homo,lumo,gap")
            .file("--qm9", "--qm9", inputs.qm9())
            .file("--labels", "--labels", inputs.labels())
            .with("--finetune-steps", settings.steps(extras.properties()));
    List<String> finetuning = new ArrayList<>(extras.finetuning());
    finetuning.addAll(settings.assignmentsOfFinetuning());
    finetuning.forEach(assignment -> draft.with("--finetune-set", assignment));
    return draft
        .with("--out", run("ablation"))
        .writes(run("ablation").resolve("results.md"))
        .with("--device", settings.device());
  }
}
