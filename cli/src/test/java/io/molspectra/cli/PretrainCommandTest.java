package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says about data, folders and settings that it cannot use. */
class PretrainCommandTest {
  @TempDir Path folder;
  private Path sample;
  private Path run;
  private String error = "";

  @BeforeEach
  void writeSample() throws IOException {
    sample = folder.resolve("sample.xyz.gz");
    PretrainProcess.writeSample(sample);
    run = folder.resolve("run");
  }

  @Test
  void missingDataLeavesNoRunBehind() {
    assertEquals(ExitCode.FAILURE, pretrain(folder.resolve("typo.sdf")));
    assertTrue(error.startsWith("error: no such file: "), error);
    assertFalse(Files.exists(run.resolve("config.yaml")));
  }

  @Test
  void emptyDataIsNamed() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.xyz"));
    assertEquals(ExitCode.FAILURE, pretrain(empty));
    assertTrue(error.contains("no usable molecule in [" + empty), error);
    assertFalse(Files.exists(run.resolve("config.yaml")));
  }

  @Test
  void aFolderWithARunIsNotOverwritten() {
    assertEquals(ExitCode.OK, pretrain(sample, "--max-steps", "1"), () -> error);
    assertEquals(ExitCode.USAGE, pretrain(sample, "--max-steps", "1"));
    assertTrue(error.contains("holds a run already; add --resume"), error);
  }

  @Test
  void aRunIsNotResumedWithOtherSettings() {
    assertEquals(ExitCode.OK, pretrain(sample, "--max-steps", "1"), () -> error);
    assertEquals(
        ExitCode.USAGE, pretrain(sample, "--resume", "--max-steps", "2", "--set", "log_every=9"));
    assertTrue(error.contains("schedule.max_steps is 1 there and 2 here"), error);
    assertTrue(error.contains("log_every is 3 there and 9 here"), error);
    assertFalse(error.contains("seed"), error);
  }

  @Test
  void resumingWithoutSettingsTakesThoseOfTheRun() {
    assertEquals(ExitCode.OK, pretrain(sample, "--max-steps", "1", "--seed", "7"), () -> error);
    assertEquals(ExitCode.OK, resume(sample), () -> error);
    assertTrue(error.contains("finished already: step 1"), error);
  }

  @Test
  void wrongSettingsAreWrongCommandLines() {
    assertEquals(ExitCode.USAGE, pretrain(sample, "--preset", "smal"));
    assertTrue(error.contains("did you mean 'small'"), error);
    assertEquals(ExitCode.USAGE, pretrain(sample, "--set", "optimiser.lrr=1"));
    assertEquals(ExitCode.USAGE, pretrain(sample, "--device", "cuda"));
    assertFalse(Files.exists(run));
  }

  @Test
  void strictEndsAtTheFirstBadRecordWithItsOwnExitCode() throws IOException {
    Path bad = folder.resolve("bad.xyz");
    Files.writeString(bad, "1\na\nC 0 0 0\n1\nb\nXx 0 0 0\n");
    assertEquals(ExitCode.REJECTED, pretrain(bad, "--strict"));
    assertTrue(error.contains("record 2, line 6"), error);
  }

  @Test
  void aRunIsNotResumedWithOtherData() throws IOException {
    assertEquals(ExitCode.OK, pretrain(sample, "--max-steps", "1"), () -> error);
    Path other = folder.resolve("other.xyz");
    Files.writeString(other, "2\na\nC 0 0 0\nO 0 0 1.1\n".repeat(100));
    assertEquals(ExitCode.FAILURE, pretrain(other, "--resume", "--max-steps", "1"));
    assertTrue(error.contains("it had 4000 molecules from [\"sample.xyz.gz\"], now"), error);
  }

  @Test
  void checkpointsWithoutConfigurationAreNotMixedWithANewRun() throws IOException {
    Files.createDirectories(run.resolve("checkpoints/step-000000007.r0"));
    assertEquals(ExitCode.USAGE, pretrain(sample));
    assertTrue(error.contains("holds checkpoints but no config.yaml"), error);
  }

  @Test
  void aFileIsNoRunFolder() throws IOException {
    Files.createFile(run);
    assertEquals(ExitCode.FAILURE, pretrain(sample));
    assertTrue(error.contains(run.toString()), error);
  }

  @Test
  void gradientsThatAreNotFiniteNameTheStepAndTheCure() {
    assertEquals(ExitCode.FAILURE, pretrain(sample, "--set", "optimiser.lr=1e30"));
    assertTrue(error.matches("(?s).*error: step \\d+ of .*gradient norm is NaN.*"), error);
    assertTrue(error.contains("Lower optimiser.lr"), error);
  }

  private int pretrain(Path data, String... more) {
    return trainer(PretrainProcess.arguments(data, run, more));
  }

  private int resume(Path data) {
    return trainer(List.of("pretrain", "--data=" + data, "--out=" + run, "--resume"));
  }

  private int trainer(List<String> arguments) {
    var err = new StringWriter();
    var writer = new PrintWriter(err);
    int code =
        new CommandRunner(new TrainerCommand())
            .withOutput(writer, writer)
            .run(arguments.toArray(String[]::new));
    String said = err.toString();
    error = said.substring(Math.max(0, said.indexOf("error:")));
    return code;
  }
}
