package io.molspectra.cli;

import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code trainer pretrain} of a tiny network, as a process of its own that can be killed. */
final class PretrainProcess {
  static final int STEPS = 60;

  private static final List<String> SETTINGS =
      List.of(
          "model.embedding_dimension=16",
          "model.num_layers=2",
          "model.num_rbf=8",
          "data.batch_size=8",
          "data.eval_batch_size=8",
          "data.validation_count=40",
          "schedule.warmup_steps=10",
          "schedule.max_steps=" + STEPS,
          // Neither divides the other, so that checkpoints fall between rows and validations.
          "validate_every=10",
          "checkpoint_every=7",
          "log_every=3");

  private final Process process;
  private final Path run;
  private final Path log;

  private PretrainProcess(Process process, Path run, Path log) {
    this.process = process;
    this.run = run;
    this.log = log;
  }

  /** The arguments of the command; more may follow. */
  static List<String> arguments(Path data, Path run, String... more) {
    var arguments = new ArrayList<>(List.of("pretrain", "--data", data.toString()));
    arguments.addAll(List.of("--out", run.toString()));
    SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of(more));
    return arguments;
  }

  static PretrainProcess start(Path data, Path run, String... more) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Dai.djl.offline=true", "-Djava.awt.headless=true", "-Xmx1g"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(TrainerCommand.class.getName());
    line.addAll(arguments(data, run, more));
    Path log = run.resolveSibling(run.getFileName() + ".log");
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.environment().put("OPT_OUT_TRACKING", "true");
    return new PretrainProcess(builder.start(), run, log);
  }

  /** Copies the bundled sample to a file. */
  static void writeSample(Path file) throws IOException {
    try (InputStream in = SampleMolecules.class.getResourceAsStream("qm9_sample.xyz.gz")) {
      Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Waits until the metrics file tells of a step, and a moment more. */
  void awaitStep(int step, int millis) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (loggedStep(run) < step) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("step %d was never logged: %s".formatted(step, log()));
      }
      Thread.sleep(1);
    }
    Thread.sleep(millis);
  }

  /** Step of the last complete row of metrics.csv; -1 if there is none. */
  static int loggedStep(Path run) throws IOException {
    Path file = run.resolve("metrics.csv");
    if (!Files.exists(file)) {
      return -1;
    }
    String text = Files.readString(file);
    List<String> rows = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    return rows.size() < 2 ? -1 : Integer.parseInt(rows.get(rows.size() - 1).split(",", 2)[0]);
  }

  /** SIGKILL: the process gets no chance to do anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal, TERM or INT say, and returns the exit code. */
  int signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    return exitCode();
  }

  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end: " + log());
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** Steps of the checkpoints a run holds, ascending; what was half written does not count. */
  static List<Path> checkpoints(Path run) throws IOException {
    try (Stream<Path> folders = Files.list(run.resolve("checkpoints"))) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("step-"))
          .sorted()
          .toList();
    }
  }

  static Path newestCheckpoint(Path run) throws IOException {
    List<Path> all = checkpoints(run);
    return all.get(all.size() - 1);
  }

  /** The rows of metrics.csv without the only column that measures time, the last one. */
  static List<String> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }
}
