package io.molspectra.trainer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong(77);

  @Test
  void plainLinesComeEveryTenSecondsAndAtTheEnd() {
    // Resumed at step 100 of 200; each step takes a second and holds 32 molecules.
    try (TrainingProgress progress = TrainingProgress.of(out, false, 100, 200, clock::get)) {
      for (long step = 101; step <= 200; step++) {
        clock.addAndGet(1_000_000_000L);
        progress.step(step, 32, 0.5);
      }
    }
    List<String> lines = printed().lines().toList();
    assertEquals(10, lines.size());
    assertEquals("step 110/200  loss 0.5000  32.0 molecules/s  0:01:30 left", lines.get(0));
    assertEquals("step 200/200  loss 0.5000  32.0 molecules/s  0:00:00 left", lines.get(9));
  }

  @Test
  void shownLossFollowsSlowly() {
    Throughput throughput = new Throughput(clock::get, 0, 10);
    throughput.add(1, 1.0);
    assertEquals(1.0, throughput.loss());
    throughput.add(1, 2.0);
    assertEquals(1.05, throughput.loss(), 1e-12);
  }

  @Test
  void timesAreReadable() {
    assertEquals("0:00:00", Throughput.time(0.2));
    assertEquals("0:59:59", Throughput.time(3_599));
    assertEquals("27:46:40", Throughput.time(100_000));
    assertEquals("-", new Throughput(clock::get, 5, 10).timeLeft(5));
  }

  @Test
  void barShowsStepLossAndSpeed() {
    try (TrainingProgress progress = TrainingProgress.of(out, true, 0, 40, clock::get)) {
      for (long step = 1; step <= 40; step++) {
        clock.addAndGet(500_000_000L);
        progress.step(step, 16, 0.25);
      }
      progress.message("validation loss 0.3");
    }
    String shown = printed();
    assertTrue(shown.contains("40/40"), shown);
    assertTrue(shown.contains("loss 0.2500, 32 mol/s, 0:00:00 left"), shown);
    assertTrue(shown.contains("validation loss 0.3\n"), shown);
  }

  @Test
  void plainOutputHasNoControlCharacters() {
    try (TrainingProgress progress = TrainingProgress.of(out, false, 0, 1, clock::get)) {
      progress.message("hello");
      progress.step(1, 1, 1);
    }
    assertFalse(printed().contains("\r") || printed().contains("\u001b"));
    assertTrue(printed().startsWith("hello\n"));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
