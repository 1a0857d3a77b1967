package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.LabelledFiles.Run;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ForceEvaluation;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From labels to {@code results.json} with tiny networks. */
class EvaluateCommandTest {
  /** Of 42 molecules a tenth are for tests, and as many for validation. */
  private static final int TEST = 4;

  @TempDir Path folder;
  private LabelledFiles files;
  private Path run;

  @BeforeEach
  void name() {
    files = new LabelledFiles(folder);
    run = folder.resolve("run");
  }

  private static Run succeeded(Run done) {
    assertEquals(ExitCode.OK, done.exitCode(), done.err());
    return done;
  }

  private static void assertFails(int code, String why, Run done) {
    assertEquals(code, done.exitCode(), done.err());
    assertTrue(done.error().contains(why), done.err());
  }

  private Run evaluate(String... more) {
    var arguments = new ArrayList<>(List.of("evaluate", "--run=" + run));
    arguments.addAll(List.of(more));
    return LabelledFiles.trainer(arguments.toArray(String[]::new));
  }

  private EvaluationReport results() throws IOException {
    return EvaluationReport.read(run.resolve("results.json"));
  }

  @Test
  void propertiesAreEvaluatedInTheUnitsOfTheirLabels() throws IOException {
    succeeded(files.qm9("gap,U0", run, "--max-steps=8"));
    Path copy = folder.resolve("copy.json");
    Run done = succeeded(evaluate("--output=" + copy));
    assertTrue(done.out().contains("qm9, test set, trained on 34 molecules, seed 1"), done.out());
    EvaluationReport report = results();
    assertEquals(Files.readString(run.resolve("results.json")), Files.readString(copy));
    assertEquals("1", report.provenance().get("networks"));
    assertNull(report.forces());
    assertEquals(
        List.of("gap", "u0"), report.tasks().stream().map(ScalarEvaluation::task).toList());
    for (ScalarEvaluation task : report.tasks()) {
      assertEquals("eV", task.unit());
      assertEquals(TEST, task.metrics().count());
      assertEquals(0, task.unlabelled());
      assertTrue(task.maeInterval().low() <= task.metrics().mae());
      assertTrue(task.maeInterval().high() >= task.metrics().mae());
    }
    ScalarEvaluation gap = report.tasks().get(0);
    // Gaps of QM9 are 3 to 17 eV, and the network has learned little but their mean.
    assertTrue(gap.metrics().mae() > 0.01 && gap.metrics().mae() < 6, gap.toString());
    assertNull(gap.atomReferenceMae());
    ScalarEvaluation energy = report.tasks().get(1);
    // Energies are -1e4 eV and differ by hundreds; less their references by one.
    assertTrue(energy.meanPredictorMae() > 100, energy.toString());
    double references = Objects.requireNonNull(energy.atomReferenceMae());
    assertTrue(references < 5, energy.toString());
    assertTrue(energy.metrics().mae() < 3 * references, energy.toString());
    for (String file : List.of("calibration.json", "parity-gap.png", "errors-u0.png")) {
      assertTrue(Files.size(run.resolve(file)) > 0, file);
    }
    succeeded(evaluate("--split=train"));
    assertEquals(34, results().tasks().get(0).metrics().count());
  }

  @Test
  void dataThatMovedAreNamedAndOthersAreRefused() throws IOException {
    succeeded(files.qm9("gap", run));
    Path moved = Files.createDirectory(folder.resolve("moved"));
    Files.move(files.structures(), moved.resolve("qm9.sdf"));
    Files.move(files.table(), moved.resolve("qm9.csv"));
    assertFails(ExitCode.FAILURE, "no such file: ", evaluate());
    String[] there = {"--data=" + moved.resolve("qm9.sdf"), "--labels=" + moved.resolve("qm9.csv")};
    succeeded(evaluate(there));
    Path table = moved.resolve("qm9.csv");
    Files.writeString(table, Files.readString(table).replaceFirst("0\\.5048", "0.6048"));
    assertFails(ExitCode.FAILURE, "are not those", evaluate(there));
  }

  @Test
  void whatIsNoFineTuningRunIsNamed() {
    assertFails(ExitCode.FAILURE, "is no run: it has no config.yaml", evaluate());
    succeeded(files.pretrain(run));
    assertFails(ExitCode.FAILURE, "is a run of pre-training", evaluate());
  }

  @Test
  void anUnknownPartIsAWrongOption() {
    succeeded(files.qm9("gap", run));
    assertFails(
        ExitCode.USAGE, "'tset' is none of train, validation, test", evaluate("--split=tset"));
  }

  @Test
  void aRunWithoutValidationMoleculesIsEvaluatedWithoutCalibration() throws IOException {
    Run trained = succeeded(files.qm9("gap", run, "--validation=0"));
    assertTrue(trained.err().contains("evaluate and export with --last"), trained.err());
    assertFails(ExitCode.FAILURE, "--last takes the last one", evaluate());
    Run done = succeeded(evaluate("--last"));
    assertTrue(done.out().contains("checkpoint: last, step 4"), done.out());
    assertEquals(List.of(), results().tasks().get(0).calibrations());
    assertFails(
        ExitCode.FAILURE,
        "has no molecules for validation",
        evaluate("--split=validation", "--last"));
    assertFails(ExitCode.FAILURE, "are of its last checkpoint", export());
  }

  private Run export(String... more) {
    var arguments =
        new ArrayList<>(List.of("export", "--run=" + run, "--out=" + folder.resolve("bundle")));
    arguments.addAll(List.of(more));
    return LabelledFiles.trainer(arguments.toArray(String[]::new));
  }

  @Test
  void theCheckpointThatIsEvaluatedIsNamedAndNoOtherTakesItsPlace() throws IOException {
    succeeded(files.qm9("gap", run, "--set=validate_every=4"));
    Run done = succeeded(evaluate());
    assertEquals("best, step 4", results().provenance().get("checkpoint"));
    assertTrue(done.out().contains("checkpoint: best, step 4"), done.out());
    String before = Files.readString(run.resolve("results.json"));
    Path damaged = run.resolve("checkpoints/step-000000004.r0/parameters.safetensors");
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 100));
    Run refused = evaluate();
    assertEquals(ExitCode.FAILURE, refused.exitCode(), refused.out());
    assertEquals(export().error(), refused.error());
    assertEquals(before, Files.readString(run.resolve("results.json")));
    assertFails(
        ExitCode.FAILURE,
        "the best one is lost",
        files.qm9("gap", folder.resolve("next"), "--init=" + run));
  }

  @Test
  void forcesOfFramesAreEvaluatedBesideTheirEnergies() throws IOException {
    succeeded(
        files.finetune(
            List.of("--task=md17", "--data=" + files.frames(), "--out=" + run),
            "--train=12",
            "--validation=4",
            "--split=blocks:1:0"));
    Run done = succeeded(evaluate());
    assertTrue(done.out().contains("forces"), done.out());
    EvaluationReport report = results();
    ForceEvaluation forces = Objects.requireNonNull(report.forces());
    assertEquals("kcal/mol/A", forces.unit());
    assertTrue(forces.mae() > 0 && forces.mae() < 3 * forces.zeroForceMae(), forces.toString());
    assertEquals("kcal/mol", report.tasks().get(0).unit());
    // Energies are -1e5 kcal/mol: the offset is on, and in float64.
    assertTrue(report.tasks().get(0).metrics().mae() < 50, report.tasks().toString());
  }

  @Test
  void ownPropertiesAreLearnedFromAnyTable() throws IOException {
    var table = new StringBuilder("molecule,logs\n");
    List<String> rows = Files.readAllLines(files.table());
    for (int i = 1; i < rows.size(); i++) {
      // Two without a value.
      String value = i % 20 == 0 ? "" : String.valueOf(-0.1 * (i % 7));
      table.append(rows.get(i).split(",", 2)[0]).append(',').append(value).append('\n');
    }
    Path csv = folder.resolve("logs.csv");
    Files.writeString(csv, table);
    Run trained =
        succeeded(
            files.finetune(
                List.of(
                    "--task=property",
                    "--data=" + files.structures(),
                    "--labels=" + csv,
                    "--column=logs",
                    "--unit=mol/L",
                    "--out=" + run)));
    assertTrue(trained.err().contains("40 labelled molecules, 2 left out"), trained.err());
    succeeded(evaluate());
    ScalarEvaluation logs = results().tasks().get(0);
    assertEquals("logs", logs.task());
    assertEquals("mol/L", logs.unit());
    assertTrue(logs.metrics().mae() < 3, logs.toString());
  }

  @Test
  void theMeanOfAnEnsembleIsEvaluatedOnOneSetOfMolecules() throws IOException {
    Run trained = succeeded(files.qm9("gap", run, "--seeds=-1,2"));
    assertTrue(trained.err().contains("seed 2 of [-1, 2]"), trained.err());
    assertTrue(trained.err().contains("evaluate --run " + run + " --split"), trained.err());
    assertEquals(
        -1, Files.mismatch(run.resolve("seed--1/split.npz"), run.resolve("seed-2/split.npz")));
    Run again = files.qm9("gap", run, "--seeds=-1,2", "--resume");
    assertEquals(2, succeeded(again).err().split("finished already", -1).length - 1);
    succeeded(evaluate());
    EvaluationReport report = results();
    assertEquals("2", report.provenance().get("networks"));
    assertEquals(TEST, report.tasks().get(0).metrics().count());
    // Four validation molecules suffice for an interval of two thirds, with and without spread.
    assertEquals(2, report.tasks().get(0).calibrations().size());
  }
}
