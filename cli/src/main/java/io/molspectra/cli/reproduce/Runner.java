package io.molspectra.cli.reproduce;

import io.molspectra.cli.reproduce.Outcome.State;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the steps of a plan one after the other. What is finished is not run again; a training that
 * was begun is gone on with; what does not need a step that failed is run all the same.
 */
public final class Runner {
  private final Path out;
  private final Program program;
  private final Consumer<String> say;

  /**
   * @param out folder of everything
   * @param say told of each step
   */
  public Runner(Path out, Program program, Consumer<String> say) {
    this.out = out;
    this.program = program;
    this.say = say;
  }

  /**
   * Runs a plan.
   *
   * @return one outcome a step, in their order
   */
  public List<Outcome> run(Plan plan) throws IOException, InterruptedException {
    var marks = new Marks(out, plan.steps());
    Map<String, Outcome> outcomes = new HashMap<>();
    var all = new ArrayList<Outcome>();
    for (Step step : plan.steps()) {
      List<String> failed =
          step.needs().stream()
              .filter(need -> !Objects.requireNonNull(outcomes.get(need)).isGood())
              .toList();
      String number = "%d/%d".formatted(all.size() + 1, plan.steps().size());
      var outcome = new Outcome(step, state(step, failed, marks, number), failed);
      outcomes.put(step.name(), outcome);
      all.add(outcome);
    }
    return all;
  }

  private State state(Step step, List<String> failed, Marks marks, String number)
      throws IOException, InterruptedException {
    if (program.isStopped()) {
      return State.INTERRUPTED;
    }
    if (marks.isFinished(step)) {
      say.accept("%s %s: finished before".formatted(number, step.name()));
      return State.FINISHED_BEFORE;
    }
    if (!failed.isEmpty()) {
      say.accept(
          "%s %s: left out, it needs %s"
              .formatted(number, step.name(), String.join(" and ", failed)));
      return State.LEFT_OUT;
    }
    for (Path output : step.outputs()) {
      removeIfHardlyBegun(output);
    }
    say.accept("%s %s: %s".formatted(number, step.name(), step.line()));
    return run(step, marks);
  }

  private State run(Step step, Marks marks) throws IOException, InterruptedException {
    Path log = log(step);
    long before = Files.exists(log) ? Files.size(log) : 0;
    long began = System.nanoTime();
    int code = program.run(step, log);
    if (program.isStopped()) {
      return State.INTERRUPTED;
    }
    List<Path> absent = step.outputs().stream().filter(path -> !Files.exists(path)).toList();
    if (code != 0 || !absent.isEmpty()) {
      say.accept(
          "    failed (exit code %d%s): %s; see %s"
              .formatted(code, absent.isEmpty() ? "" : ", no " + absent, reason(log, before), log));
      return State.FAILED;
    }
    marks.finish(step);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    say.accept(
        "    done in %d:%02d:%02d"
            .formatted(took.toHours(), took.toMinutesPart(), took.toSecondsPart()));
    return State.DONE;
  }

  /** Where a step tells what it does. */
  public Path log(Step step) {
    return out.resolve("logs").resolve(step.name() + ".log");
  }

  /** What the process said of its failure; the log may begin with former ones. */
  private static String reason(Path log, long start) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(start, all.length);
    // Decoded leniently: the output of a process that crashed may be anything.
    List<String> lines =
        new String(all, from, all.length - from, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.stream()
        .filter(line -> line.startsWith("error:"))
        .findFirst()
        .or(() -> lines.stream().reduce((first, second) -> second))
        .orElse("it said nothing");
  }

  /**
   * A training that was killed before its first checkpoint refuses to go on, and has nothing to go
   * on with.
   */
  private static void removeIfHardlyBegun(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return;
    }
    List<Path> folders = new ArrayList<>(List.of(run));
    try (Stream<Path> inside = Files.list(run)) {
      inside.filter(Files::isDirectory).forEach(folders::add);
    }
    for (Path folder : folders) {
      var training = new RunFolder(folder);
      if (training.isStarted() && training.checkpoints().isEmpty()) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
