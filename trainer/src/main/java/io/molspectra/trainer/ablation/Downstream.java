package io.molspectra.trainer.ablation;

import ai.djl.Device;
import io.molspectra.trainer.ablation.DownstreamResult.Row;
import io.molspectra.trainer.ablation.Variant.Group;
import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.evaluate.Bootstrap;
import io.molspectra.trainer.evaluate.Metrics;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import io.molspectra.trainer.evaluate.ScalarPredictions;
import io.molspectra.trainer.finetune.FinetuneAnswers;
import io.molspectra.trainer.finetune.FinetuneData;
import io.molspectra.trainer.finetune.FinetuneEvaluation;
import io.molspectra.trainer.finetune.FinetuneStart;
import io.molspectra.trainer.finetune.FinetuneTask;
import io.molspectra.trainer.finetune.TargetsFile;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.MoleculeSplit;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.pretrain.RunInUseException;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fine-tunes every variant of stage two to the same properties, as tables 4 to 7 of the paper do,
 * and beside them stage one alone and fresh weights. As of the variants themselves, what is
 * finished is not run again, and what another process works on is left to it.
 */
public final class Downstream {
  private static final Bootstrap BOOTSTRAP = Bootstrap.ofMolecules(1);

  private final Path folder;
  private final LabelledMolecules labelled;
  private final MoleculeSplit split;
  private final Device device;
  private final Consumer<String> say;

  /**
   * @param folder of the ablation
   * @param split shared by all runs, so that they differ by start and seed alone
   */
  public Downstream(
      Path folder,
      LabelledMolecules labelled,
      MoleculeSplit split,
      Device device,
      Consumer<String> say) {
    this.folder = folder;
    this.labelled = labelled;
    this.split = split;
    this.device = device;
    this.say = say;
  }

  /**
   * A training to be done.
   *
   * @param from run to start from; empty for fresh weights
   * @param state tells the run to start from in this state from others
   * @param place folder to put its own into
   */
  private record Job(String name, Optional<Path> from, String state, Path place) {}

  /**
   * Runs what is not finished.
   *
   * @param stageOne the run that all variants started from
   * @param variants results of {@link Ablation#run}; a seed without a result is left out
   * @param configs of fine-tuning, one a seed
   * @return results so far: fresh weights, stage one alone, then the variants
   */
  public List<Row> run(
      Path stageOne, List<AblationResult.Row> variants, List<FinetuneConfig> configs)
      throws IOException {
    var rows = new ArrayList<Row>();
    rows.add(baseline("fresh weights", "fresh", Optional.empty(), configs));
    rows.add(baseline("stage one alone", "stage-one", Optional.of(stageOne), configs));
    for (AblationResult.Row variant : variants) {
      var results = new ArrayList<DownstreamResult>();
      for (FinetuneConfig config : configs) {
        Path place = member(folder.resolve(variant.variant().folder()), config);
        for (AblationResult trainedResult : variant.results()) {
          if (trainedResult.seed() == config.common().seed()) {
            String name = variant.variant().name();
            runOne(new Job(name, Optional.of(place), trainedResult.configHash(), place), config)
                .ifPresent(results::add);
          }
        }
      }
      rows.add(new Row(variant.variant().group(), variant.variant().name(), results));
    }
    return rows;
  }

  private Row baseline(
      String name, String subfolder, Optional<Path> from, List<FinetuneConfig> configs)
      throws IOException {
    String state = from.isPresent() ? Files.readString(new RunFolder(from.get()).config()) : "";
    var results = new ArrayList<DownstreamResult>();
    for (FinetuneConfig config : configs) {
      Path place = member(folder.resolve(subfolder), config);
      runOne(new Job(name, from, state, place), config).ifPresent(results::add);
    }
    return new Row(Group.BASE, name, results);
  }

  private static Path member(Path folder, FinetuneConfig config) {
    return RunFolder.member(folder, config.common().seed());
  }

  private Optional<DownstreamResult> runOne(Job job, FinetuneConfig config) throws IOException {
    String identity = Fingerprint.of(config.hash() + job.state());
    // A variant that was trained anew with other settings gets another folder: a run that started
    // from its former weights must not be gone on with.
    Path place = job.place().resolve("downstream-" + identity.substring(0, 8));
    Optional<DownstreamResult> before = DownstreamResult.read(place, identity);
    if (before.isPresent()) {
      return before;
    }
    var data = new FinetuneData(labelled, split, config);
    var run = new RunFolder(place);
    try (Pretraining training = open(job, data, run)) {
      say.accept("fine-tuning: %s, seed %d".formatted(job.name(), config.common().seed()));
      if (run.isStarted()) {
        training.resume(say);
      } else {
        run.start(config);
        run.describeData(
            List.of("ablation"), new StructureLoader.Result(labelled.structures(), Map.of()));
        new TargetsFile(place).write(data);
      }
      if (!training.isFinished()) {
        Pretraining.Summary summary = training.run(TrainingProgress.silent());
        if (!summary.finished()) {
          throw new IOException("stopped at step %d of %s".formatted(summary.step(), place));
        }
      }
    } catch (RunInUseException busy) {
      say.accept("%s: another process works on it".formatted(place));
      return Optional.empty();
    }
    DownstreamResult result = evaluate(data, place, identity);
    result.write(place);
    return Optional.of(result);
  }

  private Pretraining open(Job job, FinetuneData data, RunFolder run) throws IOException {
    FinetuneStart start =
        job.from().isPresent() ? FinetuneStart.read(job.from().get(), say) : FinetuneStart.fresh();
    return new Pretraining(data.config(), run, () -> new FinetuneTask(data, device, start));
  }

  private DownstreamResult evaluate(FinetuneData data, Path place, String identity)
      throws IOException {
    FinetuneStart best = FinetuneStart.read(place, say);
    FinetuneAnswers answers;
    try (var task = new FinetuneTask(data, device, best)) {
      answers = task.predict(split.test());
    }
    var evaluated = new FinetuneEvaluation(data, List.of(answers));
    var errors = new LinkedHashMap<String, DownstreamResult.Error>();
    for (int i = 0; i < data.heads().size(); i++) {
      ScalarPredictions predictions = evaluated.scalars(i);
      ScalarEvaluation found = ScalarEvaluation.of(predictions, evaluated.baselines(i), BOOTSTRAP);
      Metrics metrics = found.metrics();
      errors.put(
          predictions.task(),
          new DownstreamResult.Error(predictions.unit(), metrics.mae(), found.meanPredictorMae()));
    }
    return new DownstreamResult(
        identity,
        data.config().common().seed(),
        best.step(),
        split.training().length,
        split.test().length,
        errors);
  }

  /** Whether every start has a result of every seed. */
  public static boolean isComplete(List<Row> rows, int seeds) {
    return rows.stream().allMatch(row -> row.results().size() == seeds);
  }
}
