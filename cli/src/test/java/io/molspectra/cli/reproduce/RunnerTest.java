package io.molspectra.cli.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.reproduce.Outcome.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skipping, going on, failing, with a shell in the place of the trainer. */
class RunnerTest {
  @TempDir Path folder;
  private Path count;
  private Program shell;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void write() throws IOException {
    count = folder.resolve("count");
    Path script = folder.resolve("step.sh");
    // write FILE [anything]; fail; sleep
    Files.writeString(
        script,
        """
        echo "$@" >>"%s"
        case $1 in
          write) mkdir -p "$2" ;;
          fail) echo "error: no such luck"; echo "(more)"; exit 3 ;;
          nothing) exit 0 ;;
          sleep) exec sleep 60 ;;
          meet) touch "$2.here"; while [ ! -e "$3.here" ]; do sleep 0.05; done; mkdir -p "$2" ;;
        esac
        """
            .formatted(count));
    shell = new Program(List.of("sh", script.toString()), 1);
  }

  private Path output(String name) {
    return folder.resolve("out").resolve(name);
  }

  private Step step(String name, String verb, List<String> needs, String... more) {
    var command = new ArrayList<>(List.of(verb, output(name).toString()));
    command.addAll(List.of(more));
    return new Step(name, command, List.of(output(name)), needs, List.of(), false);
  }

  private List<State> run(Step... steps) throws IOException, InterruptedException {
    return run(1, steps);
  }

  private List<State> run(int jobs, Step... steps) throws IOException, InterruptedException {
    return new Runner(folder.resolve("out"), shell, jobs, said::add)
        .run(new Plan(List.of(steps), List.of())).stream().map(Outcome::state).toList();
  }

  private long executed() throws IOException {
    return Files.exists(count) ? Files.readAllLines(count).size() : 0;
  }

  @Test
  void whatIsFinishedIsNotRunAgain() throws Exception {
    Step one = step("one", "write", List.of());
    Step two = step("two", "write", List.of("one"));
    assertEquals(List.of(State.DONE, State.DONE), run(one, two));
    assertEquals(List.of(State.FINISHED_BEFORE, State.FINISHED_BEFORE), run(one, two));
    assertEquals(2, executed());
  }

  @Test
  void anotherCommandUpstreamRunsWhatDependsOnItAgain() throws Exception {
    Step other = step("other", "write", List.of());
    Step two = step("two", "write", List.of("one"));
    run(step("one", "write", List.of()), two, other);
    assertEquals(
        List.of(State.DONE, State.DONE, State.FINISHED_BEFORE),
        run(step("one", "write", List.of(), "--set", "seed=2"), two, other));
  }

  @Test
  void anOutputThatIsGoneIsMadeAgain() throws Exception {
    Step one = step("one", "write", List.of());
    run(one);
    Files.delete(output("one"));
    assertEquals(List.of(State.DONE), run(one));
  }

  @Test
  void aFailureStopsOnlyWhatNeedsItAndIsTriedAgain() throws Exception {
    Step bad = step("bad", "fail", List.of());
    Step after = step("after", "write", List.of("bad"));
    Step last = step("last", "write", List.of("after"));
    Step apart = step("apart", "write", List.of());
    List<State> expected = List.of(State.FAILED, State.LEFT_OUT, State.LEFT_OUT, State.DONE);
    assertEquals(expected, run(bad, after, last, apart));
    String failed = said.stream().filter(line -> line.contains("failed")).findFirst().orElseThrow();
    assertTrue(failed.contains("exit code 3") && failed.contains("error: no such luck"), failed);
    assertEquals(
        List.of(State.DONE, State.DONE, State.DONE, State.FINISHED_BEFORE),
        run(step("bad", "write", List.of()), after, last, apart));
  }

  @Test
  void aCommandThatWritesNothingHasFailed() throws Exception {
    assertEquals(List.of(State.FAILED), run(step("one", "nothing", List.of())));
    assertTrue(said.get(1).contains("no [" + output("one") + "]"), said.get(1));
  }

  @Test
  void aStepThatIsRefreshedIsRunEveryTime() throws Exception {
    var report =
        new Step(
            "report",
            List.of("write", output("r").toString()),
            List.of(),
            List.of(),
            List.of(),
            true);
    assertEquals(List.of(State.DONE), run(report));
    assertEquals(List.of(State.DONE), run(report));
  }

  @Test
  void aTrainingThatWasKilledIsLeftToItsCommandToGoOnWith() throws Exception {
    Path early = output("early").resolve("seed-1");
    Path late = output("late");
    Files.createDirectories(early.resolve("checkpoints"));
    Files.createDirectories(late.resolve("checkpoints").resolve("step-000000005.r0"));
    Files.writeString(early.resolve("config.yaml"), "seed: 1\n");
    Files.writeString(late.resolve("config.yaml"), "seed: 1\n");
    run(step("early", "write", List.of()), step("late", "write", List.of()));
    assertTrue(Files.exists(early.resolve("config.yaml")));
    assertTrue(Files.exists(late.resolve("config.yaml")));
  }

  /** Each of two steps ends only once the other has begun; the third needs both. */
  @Test
  void stepsThatDoNotNeedEachOtherRunAtTheSameTimeAndTheReportComesLast() throws Exception {
    Step left = step("left", "meet", List.of(), output("right").toString());
    Step right = step("right", "meet", List.of(), output("left").toString());
    Step both = step("both", "write", List.of("left", "right"));
    var report =
        new Step(
            "r", List.of("write", output("r").toString()), List.of(), List.of(), List.of(), true);
    Files.createDirectories(folder.resolve("out"));
    assertEquals(
        List.of(State.DONE, State.DONE, State.DONE, State.DONE), run(2, left, right, both, report));
    List<String> lines = Files.readAllLines(count);
    assertEquals("write " + output("both"), lines.get(2));
    assertEquals("write " + output("r"), lines.get(3));
  }

  @Test
  void stoppingEndsTheRunningStepAndStartsNoOther() throws Exception {
    Step slow = step("slow", "sleep", List.of());
    Step next = step("next", "write", List.of());
    var result =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run(slow, next);
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    while (executed() == 0 && !result.isDone()) {
      Thread.sleep(5);
    }
    shell.stop();
    assertEquals(List.of(State.INTERRUPTED, State.INTERRUPTED), result.get(20, TimeUnit.SECONDS));
    assertEquals(1, executed());
    assertFalse(Files.exists(output("next")));
  }
}
