package io.molspectra.cli;

import io.molspectra.cli.score.ParquetLibrary;
import io.molspectra.cli.score.ScoreFiles.Found;
import io.molspectra.cli.score.TableFormat;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.score.Question;
import io.molspectra.score.ScalarColumns;
import io.molspectra.score.ScoreTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra score}. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Score libraries of molecules of any size.",
      "",
      "Rows are streamed in bounded memory. Each stands once in the output or in the list of"
          + " rejects, in the order of the input. SMILES are given geometries with OpenChemLib and"
          + " MMFF94s+. A run that was interrupted or killed goes on with --resume and ends with the"
          + " same bytes, whatever the number of workers.",
      "",
      "Output columns: row (from 1, over all input), id, smiles (if the input has any), the tasks"
          + " with spread and interval where the model has them, embedding_0... (in Parquet one"
          + " list)."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  molspectra score --model default --input lib.smi.gz --output scores.csv \\",
      "      --rejects rejects.csv",
      "  molspectra score --model default --input lib.smi.gz --output scores.csv \\",
      "      --rejects rejects.csv --resume",
      "  molspectra score --model BUNDLE --input lib.parquet --tasks gap --embeddings \\",
      "      --conformers 10 --choose boltzmann --conformer-cache lib.conformers \\",
      "      --output scores.parquet"
    })
final class ScoreCommand implements Callable<Integer> {
  private static final int BATCH_ATOMS = 4096;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION)
  private Path bundle;

  @Mixin private ScoreInput input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Table of scores: .csv, .csv.gz or .parquet.")
  private Path output;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Table of rows without scores, with reasons: .csv or .csv.gz. Default: the output's name"
              + " and .rejects.csv.")
  private @Nullable Path rejects;

  @Option(
      names = {"--tasks", "--task"},
      split = ",",
      arity = "1..*",
      paramLabel = "TASK",
      description = "What to predict: tasks with one number a molecule. Default: all of them.")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--coverage",
      paramLabel = "SHARE",
      description = "Coverage of the intervals: 0.9. Default: the largest that was calibrated.")
  private @Nullable Double coverage;

  @Option(names = "--embeddings", description = "Write the embedding of each molecule, too.")
  private boolean embeddings;

  @Mixin private ScoreGeometry geometry;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:1. Default: ${DEFAULT-VALUE}.")
  private Device device;

  @Option(
      names = "--workers",
      defaultValue = "0",
      paramLabel = "N",
      description = "Threads that make geometries and score. Default: 0, one a core.")
  private int workers;

  @Option(
      names = "--allow-unseen",
      description = "Score molecules with elements that did not occur in training, too.")
  private boolean allowUnseen;

  @Option(names = "--resume", description = "Go on with an unfinished run to the same output.")
  private boolean resume;

  @Option(names = "--restart", description = "Throw an unfinished run away and begin anew.")
  private boolean restart;

  @Override
  public Integer call() throws IOException {
    check();
    var times = new ScoreTimes();
    try (MolSpectraModel model = load(times)) {
      Question question = question(model);
      int threads = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
      var job =
          new ScoreJob(
              new ScoreJob.Files(output, rejectsFile(), found()),
              input,
              geometry,
              threads,
              times,
              spec.commandLine().getErr());
      return NamedFailure.around(() -> job.run(model, question, allowUnseen));
    }
  }

  private void check() throws IOException {
    if (workers < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--workers must be at least 0");
    }
    if (resume && restart) {
      throw new CommandFailure(ExitCode.USAGE, "--resume and --restart exclude each other");
    }
    try {
      TableFormat.of(output);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--output: " + e.getMessage(), e);
    }
    if (ParquetLibrary.isParquet(rejectsFile())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--rejects: %s: rejects are a table of text: give a name that ends in .csv or .csv.gz"
              .formatted(rejectsFile()));
    }
    geometry.settings();
    new Targets()
        .with("--output", output)
        .with("--rejects", rejectsFile())
        .with("--conformer-cache", geometry.cache())
        .check(input.files());
    input.check(outputs(), this::say);
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  private List<Path> outputs() {
    return Stream.of(output, rejectsFile(), geometry.cache()).filter(Objects::nonNull).toList();
  }

  private Path rejectsFile() {
    if (rejects != null) {
      return rejects;
    }
    String stem =
        String.valueOf(output.getFileName()).replaceFirst("(?i)\\.(csv(\\.gz)?|parquet)$", "");
    return output.resolveSibling(stem + ".rejects.csv");
  }

  private Found found() {
    return resume ? Found.RESUME : restart ? Found.RESTART : Found.REFUSE;
  }

  /** A GPU is best fed with large batches, a core with some that stay in its cache. */
  private MolSpectraModel load(ScoreTimes times) throws IOException {
    Options throughput =
        Options.throughput().withDevice(device).withUnseenElements(allowUnseen).withMetrics(times);
    return NamedFailure.around(
        () -> {
          MolSpectraModel model = MolSpectra.load(BundleFolder.of(bundle), throughput);
          if (!model.device().isGpu()) {
            return model;
          }
          model.close();
          return MolSpectra.load(
              BundleFolder.of(bundle),
              throughput.withBatch(PredictionOptions.batchMolecules(model.device()), BATCH_ATOMS));
        });
  }

  private Question question(MolSpectraModel model) throws IOException {
    TaskChoice choice = NamedFailure.around(() -> TaskChoice.of(model, tasks, false));
    if (!choice.scalar()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--tasks %s: it does not answer with one number a molecule; molspectra predict writes it"
              .formatted(choice.tasks().get(0).name()));
    }
    try {
      return new Question(
          choice.tasks().stream().map(task -> task.name()).toList(),
          ScalarColumns.of(choice.tasks(), coverage),
          embeddings);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--coverage: " + e.getMessage(), e);
    }
  }
}
