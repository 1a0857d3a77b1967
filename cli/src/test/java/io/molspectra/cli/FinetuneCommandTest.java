package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.LabelledFiles.Run;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code trainer finetune} says of options and data it cannot use, and how it goes on. */
class FinetuneCommandTest {
  @TempDir Path folder;
  private LabelledFiles files;
  private Path run;

  @BeforeEach
  void name() {
    files = new LabelledFiles(folder);
    run = folder.resolve("run");
  }

  private void assertFails(int code, String why, Run done) {
    assertEquals(code, done.exitCode(), done.err());
    assertTrue(done.error().startsWith("error:"), done.err());
    assertTrue(done.error().contains(why), done.error());
    assertFalse(Files.exists(run.resolve("config.yaml")), "a mistake left a run behind");
  }

  private static void assertSucceeds(Run done) {
    assertEquals(ExitCode.OK, done.exitCode(), done.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--task=nonsense        | expected qm9/NAME[,NAME...], md17 or property",
        "--task=qm9/gapp        | 'gapp' is no property of QM9; known are [mu, alpha,",
        "--task=qm9/gap,gap     | must differ in their names",
        "--task=property        | --task property needs --column HEADER, the column of labels",
        "--column=gap           | --column names the labels of --task property, and of no other",
        "--split=nonsense       | is no way to split; known are random, numpy",
        "--split=blocks:x       | is no way to split",
        "--train=100            | cannot take 100 molecules for training",
        "--validation=40        | --validation 40 and 4 for tests leave none of 42 molecules",
        "--split=blocks         | in 10 blocks; --split blocks:1:1 fits",
        "--unit=eV,D            | --unit eV,D has 2 units for the 1 properties [gap]",
        "--unit=mu=D            | --unit 'mu=D' is not NAME=UNIT of one of [gap]",
        "--references=GAP=H:1   | references of gap lack C, N, O",
        "--unit=furlong         | \"furlong\" is no unit of energy",
        "--head=gap=round       | 'round' is none of [scalar, invariant, dipole, extent]",
        "--head=lumo=scalar     | no such property in --task; it has [gap]",
        "--references=gap=H;C   | 'H;C' is none of",
        "--references=gap=H:x   | 'H:x' is not SYMBOL:NUMBER",
        "--references=gap=Xx:1  | 'Xx' is no element",
        "--references=gap=qm9   | not for gap; use fitted",
        "--loss=l7              | finetune.loss",
        "--forces=conservative  | --forces none",
        "--layer-decay=2        | finetune.layer_decay must lie in (0, 1]",
        "--average-decay=1      | finetune.average_decay must be at least 0",
        "--preset=smal          | did you mean 'small'",
        "--set=finetune.lr=1    | finetune.lr",
        "--set=schedule.kind=x  | schedule.kind: expected one of cosine, ",
        "--set=schedule.kind=no | schedule.kind: expected one of cosine, ",
        "--config=nope.yaml     | --config nope.yaml: there is no such file",
        "--seeds=1,x            | --seed",
        "--seeds=1,1            | --seeds 1 is named twice",
        "--device=cuda          | cuda",
      })
  void wrongOptionsNameTheCure(String option, String why) {
    var input = new ArrayList<>(files.input("qm9/gap", run));
    if (option.startsWith("--task=")) {
      input.set(0, option);
    } else {
      input.add(option);
    }
    assertFails(ExitCode.USAGE, why, files.finetune(input));
  }

  @Test
  void aTableIsNeeded() {
    Run done =
        files.finetune(List.of("--task=qm9/gap", "--data=" + files.structures(), "--out=" + run));
    assertFails(ExitCode.USAGE, "--task qm9/gap needs --labels FILE.csv", done);
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
    Run done =
        files.finetune(
            List.of(
                "--task=property",
                "--data=" + files.structures(),
                "--labels=" + files.table(),
                "--column=nope",
                "--out=" + run));
    assertFails(ExitCode.USAGE, "has no column nope; it has mol_id", done);
  }

  @Test
  void columnsOfAnyHeaderAreLearnedUnderANameAndInTheirOwnUnits() throws IOException {
    Path table = folder.resolve("own.csv");
    Files.writeString(
        table, Files.readString(files.table()).replaceFirst(",gap,", ",Lücke [eV]=x,"));
    var input =
        new ArrayList<>(
            List.of(
                "--task=property",
                "--data=" + files.structures(),
                "--labels=" + table,
                "--out=" + run,
                "--column=Lücke [eV]"));
    assertFails(
        ExitCode.USAGE, "name this one with --column 'Lücke [eV]=NAME'", files.finetune(input));
    input.set(4, "--column=Lücke [eV]=x=lumo_gap");
    input.addAll(List.of("--column=mu", "--unit=mu=D,lumo_gap=eV"));
    assertSucceeds(files.finetune(input));
    assertSucceeds(LabelledFiles.trainer("evaluate", "--run=" + run));
    List<ScalarEvaluation> tasks = EvaluationReport.read(run.resolve("results.json")).tasks();
    assertEquals(
        List.of("lumo_gap eV", "mu D"),
        tasks.stream().map(task -> task.task() + " " + task.unit()).toList());
  }

  @Test
  void aNumberOfValidationMoleculesThatIsGivenIsHonoured() {
    Run done = files.qm9("gap", run, "--validation=12");
    assertSucceeds(done);
    assertTrue(done.err().contains("26 for training, 12 for validation, 4 for tests"), done.err());
  }

  @Test
  void aTableBesideFramesIsRefused() {
    Run done =
        files.finetune(
            List.of(
                "--task=md17",
                "--data=" + files.frames(),
                "--labels=" + files.table(),
                "--out=" + run));
    assertFails(ExitCode.USAGE, "leave out --labels", done);
  }

  @Test
  void labelsThatCannotBeAreRejectedAndThoseHardlyPossibleAreTold() throws IOException {
    Path table = folder.resolve("bad.csv");
    String sound = Files.readString(files.table());
    List<String> input =
        List.of(
            "--task=qm9/gap", "--data=" + files.structures(), "--labels=" + table, "--out=" + run);
    Files.writeString(table, sound.replaceFirst("0\\.5048", "1e300"));
    Run strict = files.finetune(input, "--strict");
    assertFails(
        ExitCode.REJECTED, "bad.csv, record 1, line 2: gap of gdb_1 is 1e300, beyond", strict);
    Files.writeString(table, sound.replaceFirst("0\\.5048", "1e20"));
    Run told = files.finetune(input);
    assertSucceeds(told);
    assertTrue(told.err().contains("warning: gap of gdb_1 is 2.72114e+21 eV while"), told.err());
  }

  @Test
  void aFolderWithoutStructuresIsNotCalledMissing() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run done =
        files.finetune(
            List.of(
                "--task=qm9/gap", "--data=" + empty, "--labels=" + files.table(), "--out=" + run));
    assertFails(ExitCode.FAILURE, "error: " + empty + ": the folder holds no molecule file", done);
  }

  @Test
  void missingFilesLeaveNoRunBehind() {
    assertFails(
        ExitCode.FAILURE,
        "no such file: ",
        files.qm9("gap", run, "--init=" + folder.resolve("nowhere")));
    Run done =
        files.finetune(
            List.of(
                "--task=qm9/gap",
                "--data=" + folder.resolve("typo.sdf"),
                "--labels=" + files.table(),
                "--out=" + run));
    assertFails(ExitCode.FAILURE, "no such file: ", done);
  }

  @Test
  void labelsThatAreAllMissingAreNamed() throws IOException {
    Path table = folder.resolve("empty.csv");
    Files.writeString(table, "id,logs\nsomething,1\n");
    Run done =
        files.finetune(
            List.of(
                "--task=property",
                "--data=" + files.structures(),
                "--labels=" + table,
                "--column=logs",
                "--out=" + run));
    assertFails(ExitCode.FAILURE, "empty.csv", done);
  }

  @Test
  void strictEndsAtTheFirstBadRecordWithItsOwnExitCode() throws IOException {
    Path table = folder.resolve("bad.csv");
    Files.writeString(table, Files.readString(files.table()).replaceFirst("0\\.5048", "0.5o48"));
    List<String> input =
        List.of(
            "--task=qm9/gap", "--data=" + files.structures(), "--labels=" + table, "--out=" + run);
    Run strict = files.finetune(input, "--strict");
    assertFails(ExitCode.REJECTED, "bad.csv", strict);
    Run lenient = files.finetune(input);
    assertSucceeds(lenient);
    assertTrue(lenient.err().contains("41 labelled molecules, 1 left out"), lenient.err());
  }

  @Test
  void aRunIsResumedWithItsOwnSettingsAndLabelsAlone() throws IOException {
    Run first = files.qm9("gap", run, "--seed=3");
    assertSucceeds(first);
    assertTrue(first.err().contains("no --init: the encoder starts from fresh weights"));
    assertTrue(first.err().contains("next: trainer evaluate --run " + run));

    Run again = files.qm9("gap", run);
    assertEquals(ExitCode.USAGE, again.exitCode());
    assertTrue(again.error().contains("add --resume"), again.error());

    var resume = new ArrayList<>(List.of("finetune", "--resume"));
    resume.addAll(files.input("qm9/gap", run));
    Run done = LabelledFiles.trainer(resume.toArray(String[]::new));
    assertSucceeds(done);
    assertTrue(done.err().contains("finished already: step 4"), done.err());

    Run other = files.qm9("gap", run, "--seed=3", "--loss=mse", "--resume");
    assertEquals(ExitCode.USAGE, other.exitCode());
    assertTrue(
        other.error().contains("finetune.loss is \"l1\" there and \"mse\" here"), other.error());

    Path table = files.table();
    Files.writeString(table, Files.readString(table).replaceFirst("0\\.5048", "0.6048"));
    Run changed = LabelledFiles.trainer(resume.toArray(String[]::new));
    assertEquals(ExitCode.FAILURE, changed.exitCode());
    assertTrue(
        changed.error().contains("the labels differ from those of the run"), changed.error());
  }

  @Test
  void anotherPropertyIsNotResumed() {
    assertSucceeds(files.qm9("gap", run));
    Run other = files.qm9("mu", run, "--resume");
    assertEquals(ExitCode.USAGE, other.exitCode(), other.err());
    assertTrue(other.error().contains("differ from those of the run"), other.error());
  }

  @Test
  void anEncoderIsTakenOverFromARunAndFromABundle() {
    Path pretrained = folder.resolve("pretrained");
    assertSucceeds(files.pretrain(pretrained));
    Path bundle = folder.resolve("bundle");
    assertSucceeds(LabelledFiles.trainer("export", "--run=" + pretrained, "--out=" + bundle));
    Run fromRun = files.qm9("gap", run, "--init=" + pretrained);
    assertSucceeds(fromRun);
    assertFalse(fromRun.err().contains("fresh weights"), fromRun.err());
    Path second = folder.resolve("second");
    assertSucceeds(files.qm9("gap", second, "--init=" + bundle));
    Run other =
        files.qm9("gap", folder.resolve("third"), "--init=" + bundle, "--set=model.num_layers=2");
    assertEquals(ExitCode.USAGE, other.exitCode(), other.err());
    assertTrue(
        other.error().contains("differs from that of --init: model.num_layers"), other.error());
    // Both start from the same parameters and see the same batches.
    assertEquals(losses(run), losses(second));
    Path fresh = folder.resolve("fresh");
    assertSucceeds(files.qm9("gap", fresh));
    assertFalse(losses(run).equals(losses(fresh)), "--init has no effect");
  }

  @Test
  void anEncoderIsTakenFromBundlesOfFineTunedRunsAndFromThoseIncluded() {
    Path ensemble = folder.resolve("ensemble");
    assertSucceeds(files.qm9("gap", ensemble, "--seeds=1,2"));
    Run none = files.qm9("gap", run, "--init=" + ensemble);
    assertFails(ExitCode.USAGE, "is an ensemble: name one of its runs, such as", none);
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Path member = ensemble.resolve("seed-1");
    assertSucceeds(LabelledFiles.trainer("export", "--run=" + member, "--out=" + one));
    assertSucceeds(LabelledFiles.trainer("export", "--run=" + ensemble, "--out=" + two));
    assertSucceeds(files.qm9("mu", run, "--init=" + one, "--freeze-encoder"));
    Path second = folder.resolve("second");
    assertSucceeds(files.qm9("mu", second, "--init=" + two, "--freeze-encoder"));
    assertEquals(losses(run), losses(second));
    Path fresh = folder.resolve("fresh");
    assertSucceeds(files.qm9("mu", fresh, "--freeze-encoder"));
    assertFalse(losses(run).equals(losses(fresh)), "--init has no effect");

    Path included = folder.resolve("included");
    var input = new ArrayList<>(List.of("finetune", "--init=ethanol", "--max-steps=1"));
    input.addAll(files.input("qm9/gap", included));
    Run done = LabelledFiles.trainer(input.toArray(String[]::new));
    assertSucceeds(done);
    assertFalse(done.err().contains("fresh weights"), done.err());
  }

  @Test
  void aRunThatDiedBeforeItsFirstCheckpointStartsAgain() throws IOException {
    Path pretrained = folder.resolve("pretrained");
    assertSucceeds(files.pretrain(pretrained));
    assertSucceeds(files.qm9("gap", run));
    List<String> whole = losses(run);
    delete(run.resolve("checkpoints"));
    Run again = files.qm9("gap", run, "--init=" + pretrained, "--resume");
    assertEquals(ExitCode.USAGE, again.exitCode(), again.err());
    assertTrue(again.error().contains(run + " was stopped before its first"), again.error());
    again = files.qm9("gap", run, "--resume");
    assertSucceeds(again);
    assertTrue(again.err().contains("starts from the beginning"), again.err());
    assertEquals(whole, losses(run));

    Path second = folder.resolve("second");
    assertSucceeds(files.qm9("gap", second, "--init=" + pretrained));
    whole = losses(second);
    delete(second.resolve("checkpoints"));
    again = files.qm9("gap", second, "--resume");
    assertEquals(ExitCode.USAGE, again.exitCode(), again.err());
    assertSucceeds(files.qm9("gap", second, "--init=" + pretrained, "--resume"));
    assertEquals(whole, losses(second));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<String> losses(Path run) {
    try {
      return PretrainProcess.losses(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
