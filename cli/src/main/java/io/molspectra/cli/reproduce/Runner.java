package io.molspectra.cli.reproduce;

import io.molspectra.cli.reproduce.Outcome.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Runs the steps of a plan, as many at a time as it may, each after those it needs. What is
 * finished is not run again; a training that was begun is gone on with; what does not need a step
 * that failed is run all the same.
 */
public final class Runner {
  private final Path out;
  private final Program program;
  private final int jobs;
  private final Consumer<String> say;

  /**
   * @param out folder of everything
   * @param jobs steps that may run at the same time
   * @param say told of each step, by any thread
   */
  public Runner(Path out, Program program, int jobs, Consumer<String> say) {
    this.out = out;
    this.program = program;
    this.jobs = jobs;
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
    List<Step> waiting = new ArrayList<>(plan.steps());
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    var ended = new ExecutorCompletionService<Outcome>(pool);
    try {
      int running = 0;
      while (!waiting.isEmpty() || running > 0) {
        for (var next = waiting.iterator(); running < jobs && next.hasNext(); ) {
          Step step = next.next();
          int place = plan.steps().indexOf(step);
          if (isReady(step, place, outcomes)) {
            next.remove();
            List<String> failed =
                step.needs().stream()
                    .filter(need -> !Objects.requireNonNull(outcomes.get(need)).isGood())
                    .toList();
            String number = "%d/%d".formatted(place + 1, plan.steps().size());
            ended.submit(() -> new Outcome(step, state(step, failed, marks, number), failed));
            running++;
          }
        }
        Outcome outcome = ended.take().get();
        running--;
        outcomes.put(outcome.step().name(), outcome);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return plan.steps().stream()
        .map(step -> Objects.requireNonNull(outcomes.get(step.name())))
        .toList();
  }

  /** What is refreshed every time tells of all that comes before it. */
  private static boolean isReady(Step step, int place, Map<String, Outcome> outcomes) {
    return step.refreshed()
        ? outcomes.size() == place
        : outcomes.keySet().containsAll(step.needs());
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
          "    %s failed (exit code %d%s): %s; see %s"
              .formatted(
                  step.name(),
                  code,
                  absent.isEmpty() ? "" : ", no " + absent,
                  reason(log, before),
                  log));
      return State.FAILED;
    }
    marks.finish(step);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    say.accept(
        "    %s done in %d:%02d:%02d"
            .formatted(step.name(), took.toHours(), took.toMinutesPart(), took.toSecondsPart()));
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
}
