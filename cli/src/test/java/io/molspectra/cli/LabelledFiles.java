package io.molspectra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Real labelled molecules (see PROVENANCE.md) in a folder, and commands that train on them. */
record LabelledFiles(Path folder) {
  private static final List<String> TINY =
      List.of(
          "model.embedding_dimension=8",
          "model.num_layers=1",
          "model.num_heads=2",
          "model.num_rbf=4",
          "data.batch_size=6",
          "data.eval_batch_size=5",
          "schedule.warmup_steps=0",
          "schedule.max_steps=4",
          "validate_every=2",
          "checkpoint_every=100",
          "log_every=2");

  /** What a command returned and printed. */
  record Run(int exitCode, String out, String err) {
    /** From the word "error:" on; all if it is not there. */
    String error() {
      return err.substring(Math.max(0, err.indexOf("error:")));
    }
  }

  /** 42 molecules of QM9. */
  Path structures() {
    return copy("qm9.sdf");
  }

  /** All properties of the 42 molecules. */
  Path table() {
    return copy("qm9.csv");
  }

  /** 20 frames of ethanol. */
  Path frames() {
    return copy("md17_ethanol.npz");
  }

  private Path copy(String name) {
    Path target = folder.resolve(name);
    if (!Files.exists(target)) {
      try (InputStream in = LabelledFiles.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in, name), target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return target;
  }

  /** Options that name task, structures, table and run, in that order. */
  List<String> input(String task, Path run) {
    return List.of(
        "--task=" + task, "--data=" + structures(), "--labels=" + table(), "--out=" + run);
  }

  /** One or several properties of QM9. */
  Run qm9(String names, Path run, String... more) {
    return finetune(input("qm9/" + names, run), more);
  }

  /** A tiny network. */
  Run finetune(List<String> input, String... more) {
    var arguments = new ArrayList<>(List.of("finetune"));
    arguments.addAll(input);
    TINY.forEach(setting -> arguments.add("--set=" + setting));
    arguments.addAll(List.of(more));
    return trainer(arguments);
  }

  /** Any command of the trainer. */
  static Run trainer(String... arguments) {
    return trainer(List.of(arguments));
  }

  /** Denoising of the 42 molecules with a tiny network. */
  Run pretrain(Path run) {
    var arguments = new ArrayList<>(List.of("pretrain", "--data=" + structures(), "--out=" + run));
    Stream.concat(TINY.stream(), Stream.of("data.validation_count=6"))
        .forEach(setting -> arguments.add("--set=" + setting));
    return trainer(arguments);
  }

  private static Run trainer(List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandRunner(new TrainerCommand())
            .withOutput(new PrintWriter(out), new PrintWriter(err))
            .run(arguments.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }
}
