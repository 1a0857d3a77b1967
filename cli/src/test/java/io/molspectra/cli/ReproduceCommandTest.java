package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Bundle;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.label.MoleculeSplit;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trainer reproduce} on some real molecules and frames. */
class ReproduceCommandTest {
  private static final List<String> TINY =
      List.of(
          "model.embedding_dimension=8",
          "model.num_layers=1",
          "model.num_heads=2",
          "model.num_rbf=4",
          "data.batch_size=4",
          "data.eval_batch_size=8",
          "data.validation_count=4",
          "schedule.warmup_steps=0",
          "schedule.max_steps=2",
          "finetune.training_count=12",
          "finetune.split=random");

  @TempDir Path folder;
  private Path out;
  private String output = "";
  private String error = "";

  @BeforeEach
  void copy() throws IOException {
    out = folder.resolve("out");
    for (String name : List.of("qm9.sdf", "qm9.csv", "md17_ethanol.npz")) {
      try (InputStream in = ReproduceCommandTest.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in, name), folder.resolve(name));
      }
    }
  }

  private int reproduce(String... more) {
    var arguments = new ArrayList<>(List.of("reproduce", "--out", out.toString()));
    arguments.addAll(List.of(more));
    var text = new StringWriter();
    var complaints = new StringWriter();
    int code =
        new CommandRunner(new TrainerCommand())
            .withOutput(new PrintWriter(text), new PrintWriter(complaints))
            .run(arguments.toArray(String[]::new));
    output = text.toString();
    error = complaints.toString();
    return code;
  }

  private String[] data(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--structures",
                folder.resolve("qm9.sdf").toString(),
                "--qm9",
                folder.resolve("qm9.sdf").toString(),
                "--labels",
                folder.resolve("qm9.csv").toString(),
                "--md17",
                folder.resolve("md17_ethanol.npz").toString(),
                "--seeds",
                "1",
                "--jobs",
                "2",
                "--curve",
                "6"));
    TINY.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void trainsEvaluatesTabulatesAndDoesNotRepeatItself() throws IOException {
    String only = "export-qm9-stage-one,evaluate-curve-6-scratch,evaluate-forces-*-scratch,report";
    assertEquals(ExitCode.OK, reproduce(data("--only", only)), () -> error);

    Path runs = out.resolve("runs");
    EvaluationReport all =
        EvaluationReport.read(runs.resolve("qm9-stage-one").resolve(EvaluationReport.FILE));
    EvaluationReport fewer =
        EvaluationReport.read(runs.resolve("curve-6-scratch").resolve(EvaluationReport.FILE));
    assertEquals(12, all.trainingMolecules());
    assertEquals(6, fewer.trainingMolecules());
    MoleculeSplit whole = MoleculeSplit.read(runs.resolve("qm9-scratch/split.npz"), 42);
    MoleculeSplit part = MoleculeSplit.read(runs.resolve("curve-6-scratch/split.npz"), 42);
    assertEquals(List.of(boxed(whole.test())), List.of(boxed(part.test())));
    assertTrue(boxed(whole.training()).containsAll(boxed(part.training())));

    String results = Files.readString(out.resolve("results.md"));
    String mae = String.format(Locale.ROOT, "%.3g", all.tasks().get(0).metrics().mae());
    assertTrue(results.contains("| from stage one | 12 | 26 | " + mae + " ["), results);
    String mean = String.format(Locale.ROOT, "%.3g", all.tasks().get(0).meanPredictorMae());
    assertTrue(results.contains("| predicting the mean |  |  | " + mean + " | "), results);
    assertTrue(
        results.contains("| paper, full size: MolSpectra, pre-trained | 110,000 |  | 0.0268 |"),
        results);
    assertTrue(results.contains("| from scratch | 6 | 26 | "), results);
    assertTrue(results.contains("| forces-md17_ethanol-scratch | from scratch | 12 | "), results);
    assertTrue(results.contains("- pilot: no --spectra-structures, --spectra was given"), results);
    assertTrue(Files.exists(out.resolve("report.html")));
    assertTrue(Bundle.isBundle(out.resolve("bundles").resolve("qm9-stage-one")));

    assertEquals(ExitCode.OK, reproduce(data("--only", only)), () -> error);
    assertEquals(9, error.lines().filter(line -> line.endsWith("finished before")).count(), error);
    assertEquals(1, error.lines().filter(line -> line.contains("done in")).count(), error);
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Test
  void aStepThatFailsIsToldWithItsReasonAndTheExitCodeSaysSo() throws IOException {
    assertEquals(
        ExitCode.FAILURE,
        reproduce(data("--only", "export-forces-*-scratch", "--set", "optimiser.lrr=1")));
    assertTrue(error.contains("optimiser.lrr"), error);
    assertTrue(error.contains("left out, it needs forces-md17_ethanol-scratch"), error);
    assertTrue(error.contains("not finished: export-forces-md17_ethanol-scratch"), error);
    assertTrue(
        Files.readString(out.resolve("results.md"))
            .contains("- forces-md17_ethanol-scratch: failed"));
  }

  @Test
  void listAndDryRunRunNothing() {
    assertEquals(ExitCode.OK, reproduce("--list"));
    assertTrue(output.contains("stage-one") && output.contains("without --structures"), output);
    assertEquals(ExitCode.OK, reproduce(data("--dry-run")));
    assertTrue(output.startsWith("trainer pretrain --out "), output);
    assertTrue(error.contains("left out: stage-two, for want of --spectra-structures"), error);
    assertFalse(Files.exists(out));
  }

  @Test
  void wrongOptionsCostNoTraining() {
    assertEquals(ExitCode.USAGE, reproduce());
    assertTrue(error.contains("no data were given"), error);
    assertEquals(ExitCode.USAGE, reproduce(data("--only", "evaluate-qm8")));
    assertTrue(error.contains("there is no step 'evaluate-qm8'"), error);
    assertEquals(ExitCode.USAGE, reproduce("--qm9", folder.resolve("nowhere.sdf").toString()));
    assertTrue(error.contains("nowhere.sdf does not exist"), error);
    assertEquals(ExitCode.USAGE, reproduce(data("--set", "schedule.max_steps=few")));
    assertTrue(error.contains("expected a whole number"), error);
    assertFalse(Files.exists(out));
  }
}
