package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run is interrupted, going on with it ends where an uninterrupted one ends. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedPretrainingTest {
  @TempDir static Path shared;
  private static Path sample;
  private static Path uninterrupted;

  @TempDir Path folder;

  @BeforeAll
  static void trainWithoutInterruption() throws Exception {
    sample = shared.resolve("sample.xyz.gz");
    PretrainProcess.writeSample(sample);
    uninterrupted = shared.resolve("uninterrupted");
    PretrainProcess process = PretrainProcess.start(sample, uninterrupted);
    assertEquals(ExitCode.OK, process.exitCode(), process::toString);
  }

  @Test
  void killedAtThreeRandomStepsItEndsWithTheSameBytes() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    int[] steps = random.ints(1, PretrainProcess.STEPS - 5).distinct().limit(3).sorted().toArray();
    Path run = folder.resolve("killed");
    for (int step : steps) {
      PretrainProcess process = PretrainProcess.start(sample, run, "--resume");
      process.awaitStep(step, random.nextInt(20));
      process.kill();
      assertEquals(137, process.exitCode(), "it should not have ended by itself");
    }
    resume(run);
    assertSameEnd(run, "seed %d, killed after %s".formatted(seed, Arrays.toString(steps)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsItWithACheckpointToGoOnFrom(String signal) throws Exception {
    Path run = folder.resolve("signalled");
    PretrainProcess process = PretrainProcess.start(sample, run);
    process.awaitStep(24, 3);
    int code = process.signal(signal);
    assertEquals(signal.equals("INT") ? 130 : 143, code, process.log());
    assertTrue(process.log().contains("with --resume goes on"), process.log());
    String stopped = process.log().replaceAll("(?s).*stopped at step (\\d+);.*", "$1");
    assertEquals(
        "step-%09d.r0".formatted(Integer.parseInt(stopped)),
        PretrainProcess.newestCheckpoint(run).getFileName().toString());
    resume(run);
    assertSameEnd(run, "interrupted by " + signal);
  }

  @Test
  void aDamagedAndAHalfWrittenCheckpointArePassedOver() throws Exception {
    Path run = folder.resolve("damaged");
    PretrainProcess process = PretrainProcess.start(sample, run);
    process.awaitStep(30, 0);
    process.kill();
    Path newest = PretrainProcess.newestCheckpoint(run).resolve("parameters.safetensors");
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
    Path half = Files.createDirectory(run.resolve("checkpoints/.writing-step-000000059.r0"));
    Files.write(half.resolve("parameters.safetensors"), new byte[10]);
    String log = resume(run);
    assertTrue(log.contains(newest.getParent().getFileName().toString()), log);
    assertTrue(Files.notExists(half));
    assertSameEnd(run, "newest checkpoint damaged");
  }

  @Test
  void aFinishedRunSaysSoAndIsLeftAlone() throws Exception {
    List<Path> before = PretrainProcess.checkpoints(uninterrupted);
    List<String> losses = PretrainProcess.losses(uninterrupted);
    PretrainProcess again = PretrainProcess.start(sample, uninterrupted, "--resume");
    assertEquals(ExitCode.OK, again.exitCode(), again.log());
    assertTrue(again.log().contains("finished already: step 60 of 60"), again.log());
    assertEquals(before, PretrainProcess.checkpoints(uninterrupted));
    assertEquals(losses, PretrainProcess.losses(uninterrupted));
  }

  @Test
  void theLastStepIsSavedOnce() throws IOException {
    assertEquals(
        "step-000000060.r0",
        PretrainProcess.newestCheckpoint(uninterrupted).getFileName().toString());
  }

  private String resume(Path run) throws Exception {
    PretrainProcess process = PretrainProcess.start(sample, run, "--resume");
    assertEquals(ExitCode.OK, process.exitCode(), process.log());
    return process.log();
  }

  private static void assertSameEnd(Path run, String message) throws IOException {
    Path expected = PretrainProcess.newestCheckpoint(uninterrupted);
    Path actual = PretrainProcess.newestCheckpoint(run);
    for (String file : List.of("parameters.safetensors", "moments.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          () -> file + ", " + message);
    }
    assertEquals(PretrainProcess.losses(uninterrupted), PretrainProcess.losses(run), () -> message);
  }
}
