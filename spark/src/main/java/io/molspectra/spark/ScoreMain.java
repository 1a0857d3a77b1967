package io.molspectra.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.library.SmilesColumns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program for {@code spark-submit}: scores files of SMILES and Parquet data sets. */
@Command(
    name = "ScoreMain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Score files of SMILES and Parquet data sets on a cluster, to Parquet.",
      "",
      "Output columns: row (from 1, over all input), all columns of the input, the tasks with spread"
          + " and interval where the model has them, embedding, reject_reason, reject_message. Each"
          + " row of the input is in it once, with numbers or with a reason."
    })
public final class ScoreMain implements Callable<Integer> {

  private static final int TASKS_A_CORE = 4;

  private final SparkSession spark;
  private final PrintWriter out;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Folder of a bundle on the driver, or default. It is copied to the executors.")
  private Path model;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files of SMILES (.smi, .smiles, .ism, each also with .gz), else Parquet; anywhere Hadoop"
              + " can read, with patterns.")
  private List<String> inputs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of Parquet files to write.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it is there.")
  private boolean overwrite;

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
      description = "Coverage of the intervals. Default: the largest that was calibrated.")
  private @Nullable Double coverage;

  @Option(names = "--embeddings", description = "Write the embedding of each molecule, too.")
  private boolean embeddings;

  @Option(
      names = "--smiles-column",
      paramLabel = "NAME",
      description = "Column of SMILES in Parquet. Default: one that is called like that.")
  private @Nullable String smilesColumn;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description = "Column of names in Parquet. Default: one that is called like that.")
  private @Nullable String idColumn;

  @Mixin private GeometryOptions geometry;

  @Option(
      names = "--allow-unseen",
      description = "Score molecules with elements that did not occur in training, too.")
  private boolean allowUnseen;

  @Option(
      names = "--partitions",
      defaultValue = "0",
      paramLabel = "N",
      description = "Parts of the work, and files of the output, at most. Default: 0, 4 a core.")
  private int partitions;

  @Option(
      names = "--model-is-everywhere",
      description = "The bundle lies under the same path on all machines: do not copy it.")
  private boolean everywhere;

  private ScoreMain(SparkSession spark, PrintWriter out) {
    this.spark = spark;
    this.out = out;
  }

  /** Runs in the cluster that spark-submit names; exits with 1 or 2 if that fails. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("molspectra score").getOrCreate();
    int code;
    try {
      code =
          run(
              spark,
              new PrintWriter(System.out, true),
              new PrintWriter(System.err, true),
              arguments);
    } finally {
      spark.stop();
    }
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  /** Runs in a session, which stays open. */
  static int run(SparkSession spark, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new ScoreMain(spark, out))
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              err.println(SparkFailure.line(failure));
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    ScoreSettings settings =
        new ScoreSettings(
            new SmilesColumns(smilesColumn, idColumn),
            tasks,
            coverage,
            embeddings,
            geometry.settings(),
            allowUnseen);
    BundleSource source = bundle();
    Dataset<Row> molecules = molecules();
    // Told before the rows are counted, which may take a while.
    ScorePlan.of(molecules.schema(), source, settings);
    int parts =
        partitions > 0 ? partitions : TASKS_A_CORE * spark.sparkContext().defaultParallelism();
    withReadFaults(SparkScorer.score(NumberedRows.of(molecules, parts), source, settings))
        .write()
        .mode(overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
        .parquet(output);
    summary((System.nanoTime() - start) / 1e9);
    return CommandLine.ExitCode.OK;
  }

  private Dataset<Row> molecules() throws IOException {
    Dataset<Row> all = MoleculeFiles.open(spark, inputs.get(0));
    for (String more : inputs.subList(1, inputs.size())) {
      Dataset<Row> next = MoleculeFiles.open(spark, more);
      if (!next.schema().equals(all.schema())) {
        throw new IllegalArgumentException(
            "%s and %s have different columns: score them one at a time"
                .formatted(inputs.get(0), more));
      }
      all = all.union(next);
    }
    return all;
  }

  private BundleSource bundle() throws IOException {
    String name = model.toString();
    Path folder =
        name.equals("default")
            ? DefaultBundle.folder()
            : !Files.exists(model) && DefaultBundle.isIncluded(name)
                ? DefaultBundle.folder(name)
                : model;
    return everywhere ? BundleSource.everywhere(folder) : BundleSource.shipped(folder);
  }

  /** A line that could not be read tells why, not what its empty SMILES was refused for. */
  private static Dataset<Row> withReadFaults(Dataset<Row> scored) {
    if (!List.of(scored.columns()).contains(MoleculeFiles.READ_REASON)) {
      return scored;
    }
    return scored
        .withColumn(
            SparkScorer.REJECT_REASON,
            coalesce(col(MoleculeFiles.READ_REASON), col(SparkScorer.REJECT_REASON)))
        .withColumn(
            SparkScorer.REJECT_MESSAGE,
            coalesce(col(MoleculeFiles.READ_MESSAGE), col(SparkScorer.REJECT_MESSAGE)))
        .drop(MoleculeFiles.READ_REASON, MoleculeFiles.READ_MESSAGE);
  }

  private void summary(double seconds) {
    long rows = 0;
    for (Row reason :
        spark
            .read()
            .parquet(output)
            .groupBy(SparkScorer.REJECT_REASON)
            .count()
            .orderBy(SparkScorer.REJECT_REASON)
            .collectAsList()) {
      long count = reason.getLong(1);
      rows += count;
      out.printf("%,12d  %s%n", count, reason.isNullAt(0) ? "scored" : reason.getString(0));
    }
    out.printf("%,12d  rows in %.1f s, %.1f a second%n", rows, seconds, rows / seconds);
  }
}
