package io.molspectra.cli;

import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all commands that run a model over files. */
final class ModelOptions {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION)
  private Path model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Batches predicted side by side on the CPU. Default: 0, one a core.")
  private int threads;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description =
          "auto, cpu, cuda or cuda:1 (the second GPU); auto is the first GPU where one can be used."
              + " Default: auto.")
  private Device device;

  @Option(
      names = "--strict",
      description = "Stop at the first rejected record, write no output and return 3.")
  private boolean strict;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "List the rejected records here: csv of source, record, line, reason, message.")
  private @Nullable Path rejects;

  /** Whether one reject is one too many. */
  boolean strict() {
    return strict;
  }

  /** Where to list rejected records, if anywhere. */
  @Nullable Path rejects() {
    return rejects;
  }

  /**
   * Refuses what could not be done, before anything is done.
   *
   * @param output where the answers go
   * @param inputs which must stay
   * @throws CommandFailure USAGE if a number makes no sense, or answers or rejects would replace
   *     each other, an input, a folder or a device
   * @throws IOException if a path cannot be looked up
   */
  void check(Path output, List<Path> inputs) throws IOException {
    new Targets().with("--output", output).with("--rejects", rejects).check(inputs);
    if (threads < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--threads must be at least 0");
    }
  }

  /**
   * Loads the model. Throughput on a CPU is best with one thread in each of several batches; a GPU
   * takes one batch at a time.
   *
   * @param options where device and threads are put in
   * @throws CommandFailure if it is no sound bundle or the device cannot be used
   */
  MolSpectraModel load(Options options) throws IOException {
    return NamedFailure.around(
        () -> MolSpectra.load(BundleFolder.of(model), options.withDevice(device).withThreads(1)));
  }

  /** Batches to predict side by side. */
  int workers(MolSpectraModel loaded) {
    if (loaded.device().isGpu()) {
      return 1;
    }
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
