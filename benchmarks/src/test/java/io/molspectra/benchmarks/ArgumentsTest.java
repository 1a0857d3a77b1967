package io.molspectra.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.benchmarks.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each measurement as a process of its own, as {@code bench} starts it. */
class ArgumentsTest {

  private static final Map<String, Class<?>> MEASUREMENTS =
      Map.ofEntries(
          Map.entry("plain-step", PlainStep.class),
          Map.entry("profile", GraphProfile.class),
          Map.entry("inference", Inference.class),
          Map.entry("latency", Latency.class),
          Map.entry("neighbors", NeighborTimes.class),
          Map.entry("conformers", ConformerTimes.class),
          Map.entry("prediction-soak", PredictionSoak.class),
          Map.entry("throughput", Throughput.class),
          Map.entry("stage-two", StageTwoStep.class),
          Map.entry("memory-soak", MemorySoak.class),
          Map.entry("fuzz", Fuzz.class));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain-step small huge",
        "profile full foo",
        "profile full forces 0",
        "profile full forces 8 9",
        "inference x",
        "inference NaN",
        "latency foo",
        "latency small small",
        "neighbors abc",
        "conformers",
        "conformers nofile.smi",
        "conformers notes.txt",
        "conformers some.smi abc",
        "prediction-soak x",
        "throughput -v",
        "stage-two none",
        "stage-two paper 128 1 -2",
        "memory-soak 0",
        "fuzz --inputs -1",
        "fuzz --inputs 0",
        "fuzz --only -1",
        "fuzz --format sdf,nope",
        "fuzz --speed 1"
      })
  void aWrongWordIsAnsweredWithTheUsage(String line) throws Exception {
    Files.writeString(folder.resolve("some.smi"), "CC\n");
    Files.writeString(folder.resolve("notes.txt"), "CC\n");
    Answer answer = bench(line);
    assertEquals(2, answer.exitCode(), answer::toString);
    assertEquals("", answer.out());
    assertTrue(answer.err().startsWith("usage: bench " + line.split(" ")[0]), answer.err());
    assertEquals(1, answer.err().lines().count(), answer.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain-step --help", "conformers -h", "fuzz --help"})
  void helpIsNoMistake(String line) throws Exception {
    Answer answer = bench(line);
    assertEquals(0, answer.exitCode(), answer::toString);
    assertEquals("", answer.err());
    assertTrue(answer.out().contains("bench " + line.split(" ")[0]), answer.out());
  }

  @Test
  void rightWordsAreUnderstood() {
    var arguments = new Arguments("some", "small", "7", "5000000000", "1", "2");
    assertEquals(Size.SMALL, arguments.required(Size::of));
    assertEquals(7, arguments.optional(Arguments::count, 1));
    assertEquals(5_000_000_000L, arguments.optional(Arguments::longCount, 1L));
    assertEquals(List.of(1.0, 2.0), arguments.rest(Arguments::seconds, List.of()));
    arguments.finish();
    assertEquals(3, arguments.optional(Arguments::count, 3));
    assertThrows(IllegalArgumentException.class, () -> Arguments.count("0"));
  }

  private record Answer(int exitCode, String out, String err) {}

  private Answer bench(String line) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    List<String> words = List.of(line.split(" "));
    command.add(Objects.requireNonNull(MEASUREMENTS.get(words.get(0))).getName());
    command.addAll(words.subList(1, words.size()));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it began to measure");
    } finally {
      process.destroyForcibly();
    }
    return new Answer(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
