package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneConfigReader;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.finetune.FinetuneData;
import io.molspectra.trainer.finetune.FinetuneStart;
import io.molspectra.trainer.finetune.FinetuneTask;
import io.molspectra.trainer.finetune.TargetsFile;
import io.molspectra.trainer.label.LabelReport;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.MoleculeSplit;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fine-tuning to properties, or to energies and forces. */
final class FinetuneJob implements StageJob {
  private final FinetuneSetup setup;
  private final LabelledInput input;
  private final Optional<Path> init;
  private final Device device;
  private final Path whole;
  private FinetuneStart start = FinetuneStart.fresh();
  private @Nullable FinetuneData data;

  /**
   * @param whole folder to evaluate in the end: the run's, or that of its ensemble
   */
  FinetuneJob(
      FinetuneSetup setup, LabelledInput input, Optional<Path> init, Device device, Path whole) {
    this.whole = whole;
    this.setup = setup;
    this.input = input;
    this.init = init;
    this.device = device;
  }

  @Override
  public Prepared prepare(RunFolder folder, boolean goesOn, Consumer<String> say)
      throws IOException {
    if (init.isPresent()) {
      start = NamedFailure.around(() -> FinetuneStart.read(BundleFolder.of(init.get()), say));
    } else if (!goesOn) {
      say.accept("no --init: the encoder starts from fresh weights");
    }
    FinetuneConfig chosen = settings(folder, goesOn);
    if (goesOn) {
      PretrainingJob.requireSameSettings(folder, chosen);
    }
    var report =
        new LabelReport(
            chosen.common().data().strict(),
            reject -> say.accept("left out: " + reject.describe()));
    LabelledMolecules labelled = LabelLoading.read(input, chosen, report);
    report.notes().forEach(say);
    for (TargetSettings target : chosen.finetune().targets()) {
      AbsurdLabels.warning(labelled, target.name()).ifPresent(say);
    }
    var targets = new TargetsFile(folder.path());
    MoleculeSplit split =
        goesOn && Files.exists(targets.split())
            ? targets.readSplit(labelled.count())
            : LabelLoading.split(
                labelled, chosen, setup.options().name("data", "validation_count"));
    var made = new FinetuneData(labelled, split, chosen);
    data = made;
    say.accept(
        "%,d labelled molecules, %,d left out%s; %,d for training, %,d for validation, %,d for tests"
            .formatted(
                labelled.structures().count(),
                report.rejected(),
                report.counts().isEmpty() ? "" : " " + report.counts(),
                split.training().length,
                split.validation().length,
                split.test().length));
    var unseen = new TreeSet<>(labelled.structures().elements());
    unseen.removeAll(labelled.structures().select(split.training()).elements());
    if (!unseen.isEmpty()) {
      say.accept(
          "warning: no training molecule has the elements (atomic numbers) %s: answers for molecules that have them are guesses"
              .formatted(unseen));
    }
    made.heads()
        .forEach(
            head ->
                say.accept(
                    "%s: scale %.6g, offset %.6g%s"
                        .formatted(
                            head.task(),
                            head.scale(),
                            head.offset(),
                            head.references().isEmpty()
                                ? ""
                                : ", references by element " + head.references())));
    var read = new StructureLoader.Result(labelled.structures(), Map.of());
    return new Prepared(chosen, names(input), read, facts(labelled, report, made));
  }

  private static List<String> names(LabelledInput input) {
    return input.data().stream().map(file -> String.valueOf(Path.of(file).getFileName())).toList();
  }

  private FinetuneConfig settings(RunFolder folder, boolean goesOn) throws IOException {
    if (goesOn && onlyTheSeedIsGiven() && setup.targetsAreDefaults()) {
      RunConfig before = RunConfigs.read(folder.config());
      if (before instanceof FinetuneConfig finetune) {
        return finetune;
      }
      throw new CommandFailure(
          ExitCode.USAGE, "%s holds a run of pre-training".formatted(folder.path()));
    }
    PretrainingOptions options = setup.options();
    String preset = options.preset().orElse(input.preset());
    FinetuneConfig read =
        start.model() == null
            ? FinetuneConfigReader.read(preset, options.file(), options.assignments())
            : FinetuneConfigReader.startingFrom(
                Objects.requireNonNull(start.model()),
                preset,
                options.preset().isPresent(),
                options.file(),
                options.assignments());
    List<TargetSettings> defaults =
        read.finetune().targets().isEmpty() ? input.targets() : read.finetune().targets();
    return read.withTargets(setup.over(defaults)).withTask(input.family());
  }

  private boolean onlyTheSeedIsGiven() {
    PretrainingOptions options = setup.options();
    return options.preset().isEmpty()
        && options.file().isEmpty()
        && options.assignments().stream()
            .allMatch(text -> text.startsWith("seed=") || text.startsWith("finetune.split_seed="));
  }

  private Map<String, Object> facts(
      LabelledMolecules labelled, LabelReport report, FinetuneData made) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put(RunFolder.LABELS_FINGERPRINT, LabelLoading.fingerprint(labelled, made.config()));
    facts.put("rejected", report.counts());
    facts.put("training", made.split().training().length);
    facts.put("validation", made.split().validation().length);
    facts.put("test", made.split().test().length);
    facts.put("elements", labelled.structures().select(made.split().training()).elements());
    facts.put("input", input);
    if (!start.name().isEmpty()) {
      facts.put(INIT, start.name());
      facts.put("init_step", start.step());
    }
    return facts;
  }

  @Override
  public Pretraining open(RunFolder folder) throws IOException {
    FinetuneData made = Objects.requireNonNull(data);
    new TargetsFile(folder.path()).write(made);
    return new Pretraining(made.config(), folder, () -> new FinetuneTask(made, device, start));
  }

  @Override
  public void begin(Pretraining run) throws IOException {
    run.saveStart();
  }

  @Override
  public String next(RunFolder folder) {
    return "trainer evaluate --run %s --split test".formatted(whole);
  }
}
