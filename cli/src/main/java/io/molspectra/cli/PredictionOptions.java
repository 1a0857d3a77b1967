package io.molspectra.cli;

import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of all commands that ask a model about the molecules of files. */
final class PredictionOptions {

  /** However many molecules a batch may have, its memory stays bounded. */
  static final int BATCH_ATOMS = 4096;

  /** Small batches stay in the processor's cache: 8 are faster than 32, measured at full size. */
  private static final int CPU_BATCH = 8;

  private static final int GPU_BATCH = 128;

  @Mixin private ModelOptions run;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Molecules: .sdf, .xyz, .extxyz, each also with .gz; .npz of frames; an archive or a"
              + " folder of them. Several are read in turn.")
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
      names = "--allow-unseen",
      description = "Predict for elements that did not occur in training, too.")
  private boolean allowUnseen;

  /** Model, device and rejects. */
  ModelOptions run() {
    return run;
  }

  /** Files of molecules, in order. */
  List<Path> input() {
    return input;
  }

  /** Most molecules of a batch. */
  int batchMolecules(MolSpectraModel loaded) {
    return batch != null ? batch : batchMolecules(loaded.device());
  }

  /** Most molecules of a batch if nothing else is wanted. */
  static int batchMolecules(Device device) {
    return device.isGpu() ? GPU_BATCH : CPU_BATCH;
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
    check(output, input);
  }

  /** The same where the answers may take the place of a file that is read. */
  void checkInPlace(Path output) throws IOException {
    check(output, List.of());
    new Targets().with("--rejects", run.rejects()).check(input);
  }

  private void check(Path output, List<Path> kept) throws IOException {
    run.check(output, kept);
    if (batch != null && batch < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--batch must be at least 1");
    }
    MoleculeFiles.requireReadable("--input", input);
  }

  /**
   * Loads the model.
   *
   * @throws CommandFailure if it is no sound bundle or the device cannot be used
   */
  MolSpectraModel load() throws IOException {
    return run.load(
        Options.defaults()
            .withBatch(batch == null ? GPU_BATCH : batch, BATCH_ATOMS)
            .withUnseenElements(allowUnseen));
  }
}
