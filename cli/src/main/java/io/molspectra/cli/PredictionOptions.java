package io.molspectra.cli;

import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all commands that ask a model about the molecules of files. */
final class PredictionOptions {

  /** However many molecules a batch may have, its memory stays bounded. */
  private static final int BATCH_ATOMS = 4096;

  /** Small batches stay in the processor's cache: 8 are faster than 32, measured at full size. */
  private static final int CPU_BATCH = 8;

  private static final int GPU_BATCH = 128;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Folder written by trainer export or import.")
  private Path model;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Molecules: .sdf, .xyz, .extxyz, each also with .gz. Several are read in turn.")
  private List<Path> input = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Molecules predicted at once; never more than "
              + BATCH_ATOMS
              + " atoms unless a molecule alone has more. Default: "
              + CPU_BATCH
              + " on the CPU, "
              + GPU_BATCH
              + " on a GPU.")
  private @Nullable Integer batch;

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
      description = "auto, cpu or gpu; auto is the GPU where one can be used. Default: auto.")
  private Device device;

  @Option(
      names = "--allow-unseen",
      description = "Predict for elements that did not occur in training, too.")
  private boolean allowUnseen;

  @Option(
      names = "--strict",
      description = "Stop at the first rejected record, write no output and return 3.")
  private boolean strict;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "List the rejected records here: csv of source, record, line, reason, message.")
  private @Nullable Path rejects;

  /** Files of molecules, in order. */
  List<Path> input() {
    return input;
  }

  /** Most molecules of a batch. */
  int batchMolecules(MolSpectraModel loaded) {
    if (batch != null) {
      return batch;
    }
    return loaded.device() == Device.GPU ? GPU_BATCH : CPU_BATCH;
  }

  /** Most atoms of a batch. */
  int batchAtoms() {
    return BATCH_ATOMS;
  }

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
   * @throws CommandFailure USAGE if a number makes no sense, a file has no format by its name, or
   *     rejects would overwrite answers
   * @throws IOException if a file is missing or cannot be opened
   */
  void check(Path output) throws IOException {
    if (rejects != null
        && rejects.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw new CommandFailure(ExitCode.USAGE, "--rejects and --output are the same file");
    }
    if ((batch != null && batch < 1) || threads < 0) {
      throw new CommandFailure(
          ExitCode.USAGE, "--batch must be at least 1 and --threads at least 0");
    }
    for (Path file : input) {
      // A pipe can be opened once only.
      if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
        try {
          MoleculeReaders.open(file).close();
        } catch (IllegalArgumentException e) {
          throw new CommandFailure(ExitCode.USAGE, "--input: " + e.getMessage(), e);
        }
      }
    }
  }

  /**
   * Loads the model. Throughput on a CPU is best with one thread in each of several batches; a GPU
   * takes one batch at a time.
   *
   * @throws CommandFailure if it is no sound bundle or the device cannot be used
   */
  MolSpectraModel load() throws IOException {
    return NamedFailure.around(
        () ->
            MolSpectra.load(
                model,
                Options.defaults()
                    .withDevice(device)
                    .withThreads(1)
                    .withBatch(batch == null ? GPU_BATCH : batch, BATCH_ATOMS)
                    .withUnseenElements(allowUnseen)));
  }

  /** Batches to predict side by side. */
  int workers(MolSpectraModel loaded) {
    if (loaded.device() == Device.GPU) {
      return 1;
    }
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
