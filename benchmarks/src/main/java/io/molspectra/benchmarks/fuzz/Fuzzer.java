package io.molspectra.benchmarks.fuzz;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Makes inputs, has them read, and keeps those that led to a finding. */
final class Fuzzer implements Closeable {

  private static final Duration HANGS = Duration.ofSeconds(120);

  private final long seed;
  private final Duration longest;
  private final Path kept;
  private final Consumer<String> report;
  private final Path scratch;
  private final Watchdog watchdog;
  private final Map<String, Counts> counts = new LinkedHashMap<>();
  private volatile String current = "";

  /**
   * @param longest that an input may take
   * @param kept folder for inputs that led to a finding, a folder each
   * @param report takes a line for each finding
   */
  Fuzzer(long seed, Duration longest, Path kept, Consumer<String> report) throws IOException {
    this.seed = seed;
    this.longest = longest;
    this.kept = kept;
    this.report = report;
    this.scratch = Files.createTempDirectory("fuzz");
    this.watchdog = new Watchdog(HANGS, this::hangs);
  }

  /**
   * Makes an input and has it read. The same seed, format and number make the same input.
   *
   * @param number of the input
   */
  void run(Target target, long number) throws IOException {
    Counts count = counts.computeIfAbsent(target.name(), name -> new Counts());
    current = target.name() + "-" + number;
    List<String> failures = new ArrayList<>();
    long start = System.nanoTime();
    Outcome outcome = Outcome.REFUSED;
    try {
      outcome = read(target, number);
    } catch (Finding finding) {
      failures.add(String.valueOf(finding.getMessage()));
    } catch (Exception | Error unexpected) {
      failures.add(trace(unexpected));
    }
    long taken = System.nanoTime() - start;
    count.addTime(taken);
    if (taken > longest.toNanos()) {
      failures.add("it took %.1f s".formatted(taken / 1e9));
    }
    if (failures.isEmpty()) {
      count.add(outcome);
    } else {
      count.addFinding();
      keep(String.join("; ", failures));
    }
    Folders.delete(scratch);
    Files.createDirectories(scratch);
  }

  private Outcome read(Target target, long number) throws Exception {
    Target.Trial trial = target.damage(random(target.name(), number), scratch);
    try (Watchdog.Watch watch = watchdog.start()) {
      return trial.read();
    }
  }

  private SplittableRandom random(String name, long number) {
    return new SplittableRandom(new SplittableRandom(seed + name.hashCode()).nextLong() + number);
  }

  private void keep(String what) throws IOException {
    Path folder = kept.resolve("seed" + seed + "-" + current);
    if (!Files.exists(folder)) {
      Folders.copy(scratch, folder);
    }
    report.accept("%s (input in %s): %s".formatted(current, folder, what));
  }

  /** Java cannot stop a thread, so the program ends here. */
  private void hangs(String stack) {
    try {
      keep("no end after " + HANGS.toSeconds() + " s: " + stack);
    } catch (IOException e) {
      report.accept(current + " hangs, and its input cannot be kept: " + e);
    }
    Runtime.getRuntime().halt(1);
  }

  private static String trace(Throwable unexpected) {
    var text = new StringWriter();
    unexpected.printStackTrace(new PrintWriter(text));
    List<String> lines = text.toString().lines().toList();
    return String.join("\n", lines.subList(0, Math.min(lines.size(), 14)));
  }

  /** Counts by format. */
  Map<String, Counts> counts() {
    return counts;
  }

  @Override
  public void close() throws IOException {
    watchdog.close();
    Folders.delete(scratch);
  }
}
