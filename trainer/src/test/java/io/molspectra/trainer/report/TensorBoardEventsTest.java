package io.molspectra.trainer.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardEventsTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00.25Z");

  @TempDir Path folder;

  @Test
  void theChecksumOfTheTestIsTheStandardsOne() {
    // The check value that the catalogue of CRCs gives for CRC-32/ISCSI.
    assertEquals(0xE3069283, EventFile.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void scalarsComeBackWithStepTimeAndTag() throws IOException {
    try (TensorBoardEvents events = new TensorBoardEvents(folder, -1, () -> NOON)) {
      events.append(0, Map.of("validation_loss", 1.5));
      events.append(300, Map.of("train_loss", 0.1, "r\u00e9mi", Double.NaN));
      events.append(1L << 40, Map.of("train_loss", Double.NEGATIVE_INFINITY));
    }
    double time = NOON.toEpochMilli() / 1e3;
    assertEquals(
        List.of(
            new EventFile.Event(time, 0, "brain.Event:2", Map.of(), false),
            new EventFile.Event(time, 0, "", Map.of(), true),
            new EventFile.Event(time, 0, "", Map.of("validation_loss", 1.5f), false),
            new EventFile.Event(
                time, 300, "", Map.of("train_loss", 0.1f, "r\u00e9mi", Float.NaN), false),
            new EventFile.Event(
                time, 1L << 40, "", Map.of("train_loss", Float.NEGATIVE_INFINITY), false)),
        EventFile.read(files().get(0)));
  }

  @Test
  void theFirstBytesAreThoseOfEveryEventFile() throws IOException {
    try (TensorBoardEvents events =
        new TensorBoardEvents(folder, -1, () -> Instant.ofEpochSecond(0))) {
      events.append(1, Map.of("a", 1.0));
    }
    byte[] bytes = Files.readAllBytes(files().get(0));
    // Length 24, then field 1 (double 0) and field 3 (13 letters), as TensorFlow writes them.
    byte[] length = HexFormat.of().parseHex("1800000000000000");
    assertArrayEquals(length, Arrays.copyOf(bytes, 8));
    byte[] version = HexFormat.of().parseHex("0900000000000000001a0d627261696e2e4576656e743a32");
    assertArrayEquals(version, Arrays.copyOfRange(bytes, 12, 36));
  }

  @Test
  void rowsAreInTheFileBeforeItIsClosed() throws IOException {
    try (TensorBoardEvents events = new TensorBoardEvents(folder, -1)) {
      events.append(5, Map.of("loss", 2.0));
      assertEquals(Map.of(5L, Map.of("loss", 2f)), EventFile.shown(folder));
    }
  }

  @Test
  void aResumedRunWritesAnotherFileAndNoStepTwice() throws IOException {
    try (TensorBoardEvents events = new TensorBoardEvents(folder, -1, () -> NOON)) {
      for (int step = 10; step <= 50; step += 10) {
        events.append(step, Map.of("loss", 1.0));
      }
    }
    try (TensorBoardEvents events = new TensorBoardEvents(folder, 30, () -> NOON)) {
      events.append(40, Map.of("loss", 2.0));
    }
    assertEquals(2, files().size());
    Map<String, Float> old = Map.of("loss", 1f);
    assertEquals(
        Map.of(10L, old, 20L, old, 30L, old, 40L, Map.of("loss", 2f)), EventFile.shown(folder));
  }

  @Test
  void namesBeginAsTensorBoardExpectsAndSortByTime() throws IOException {
    for (long second : List.of(999_999_999L, 1_700_000_000L)) {
      try (TensorBoardEvents events =
          new TensorBoardEvents(folder, -1, () -> Instant.ofEpochSecond(second))) {
        events.append(1, Map.of("loss", 1.0));
      }
    }
    List<String> names = files().stream().map(file -> file.getFileName().toString()).toList();
    assertTrue(names.get(0).startsWith("events.out.tfevents.0999999999."), names::toString);
    assertTrue(names.get(1).startsWith("events.out.tfevents.1700000000."), names::toString);
  }

  @Test
  void withoutARowThereIsNoFile() throws IOException {
    Path untouched = folder.resolve("tensorboard");
    try (TensorBoardEvents events = new TensorBoardEvents(untouched, 7)) {
      events.append(8, Map.of());
    }
    assertFalse(Files.exists(untouched));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
