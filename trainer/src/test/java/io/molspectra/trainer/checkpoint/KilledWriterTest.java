package io.molspectra.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void killedWriterAlwaysLeavesItsLastReportedCheckpoint() throws Exception {
    Random random = new Random(11);
    long previous = -1;
    for (int round = 0; round < 3; round++) {
      long reported = saveUntilKilled(previous + 3 + random.nextInt(10), random.nextInt(25));
      assertTrue(reported > previous, "each round should get further");
      List<String> skipped = new ArrayList<>();
      try (NDManager manager = NDManager.newBaseManager()) {
        Checkpoint last = new CheckpointStore(folder).loadLast(manager, skipped::add);
        long step = last.state().step();
        assertTrue(step >= reported, "saved %d, found %d".formatted(reported, step));
        assertEquals(step, Checkpoints.stepOfTensors(last));
        Checkpoint best = new CheckpointStore(folder).loadBest(manager, skipped::add);
        assertEquals(step - step % 10, best.state().step());
      }
      assertEquals(List.of(), skipped);
      previous = reported;
    }
  }

  /** Returns the last step that the writer reported before it was killed. */
  private long saveUntilKilled(long step, int delayMillis) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessSaver.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader reports = writer.inputReader(StandardCharsets.UTF_8)) {
      long reported = -1;
      String line = reports.readLine();
      while (line != null && reported < step) {
        reported = Long.parseLong(line);
        line = reported < step ? reports.readLine() : null;
      }
      Thread.sleep(delayMillis);
      return drain(writer, reports, reported);
    } finally {
      writer.destroyForcibly();
    }
  }

  private static long drain(Process writer, BufferedReader reports, long reported)
      throws InterruptedException, IOException {
    writer.destroyForcibly();
    writer.waitFor();
    long last = reported;
    try {
      for (String line = reports.readLine(); line != null; line = reports.readLine()) {
        // The kill may cut the last line short.
        last = Math.max(last, Long.parseLong(line));
      }
    } catch (IOException closed) {
      // The pipe may be closed under us by the kill: what was read before still holds.
      return last;
    }
    return last;
  }
}
