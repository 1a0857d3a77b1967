package io.molspectra.cli;

import io.molspectra.cli.bench.Speed;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how fast a model answers on this machine.",
      "",
      "For every batch size: molecules a second, how long a call takes (half of the calls are"
          + " faster than p50, 99 of 100 faster than p99), the share of the time that is not spent"
          + " in ONNX Runtime, and the memory of the process. On a CPU once from one caller with"
          + " one thread, and once from one caller a core. Molecules are those of a sample of QM9,"
          + " or yours."
    },
    footer = {
      "",
      "Examples:",
      "  molspectra bench --model default",
      "  molspectra bench --model BUNDLE --batch 1,8,32 --task energy --device cuda",
      "  molspectra bench --model aspirin --input aspirin.xyz --batch 1"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int LARGEST_SAMPLE = 512;

  /** A call of so many takes seconds, and a line of the table several calls. */
  private static final int LARGEST_BATCH = 16_384;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      defaultValue = BundleFolder.DEFAULT,
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION)
  private Path bundle;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,32,256",
      description = "Molecules a call, 1 to 16384, several with commas. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(
      names = "--task",
      split = ",",
      paramLabel = "NAME",
      description = "Tasks to measure. Default: all scalar tasks in one call.")
  private @Nullable List<String> tasks;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:1. Default: ${DEFAULT-VALUE}.")
  private Device device;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Molecules with 3D structures (SDF, xyz, ...), again and again from the first.")
  private @Nullable Path input;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Time for each line, warm-up included. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Override
  public Integer call() throws IOException {
    if (batches.isEmpty() || batches.stream().anyMatch(size -> size < 1 || size > LARGEST_BATCH)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--batch takes numbers from 1 to %,d: larger lists are predicted in parts and are no faster"
              .formatted(LARGEST_BATCH));
    }
    if (!(seconds > 0) || seconds > 3600) {
      throw new CommandFailure(ExitCode.USAGE, "--seconds must be above 0 and at most 3600");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Molecule> molecules = molecules();
    BenchTable table = new BenchTable(tasks, seconds);
    for (int size : batches) {
      int cores = Runtime.getRuntime().availableProcessors();
      for (int callers : cores > 1 ? new int[] {1, cores} : new int[] {1}) {
        Speed.Clock clock = new Speed.Clock();
        Options options = Options.throughput().withDevice(device).withMetrics(clock);
        try (MolSpectraModel model =
            NamedFailure.around(() -> MolSpectra.load(BundleFolder.of(bundle), options))) {
          if (table.isEmpty()) {
            describe(out, model, molecules);
          }
          if (callers == 1 || !model.device().isGpu()) {
            table.measure(model, molecules, size, callers, clock);
          }
        }
      }
    }
    table.print(out);
    out.flush();
    return ExitCode.OK;
  }

  private static void describe(PrintWriter out, MolSpectraModel model, List<Molecule> molecules) {
    double atoms = molecules.stream().mapToInt(Molecule::atomCount).average().orElseThrow();
    out.printf(
        Locale.ROOT,
        "%s on %s, %d molecules of %.1f atoms%n",
        model.bundle().manifest().id(),
        DeviceText.of(model),
        molecules.size(),
        atoms);
    out.flush();
  }

  private List<Molecule> molecules() throws IOException {
    if (input == null) {
      return SampleMolecules.some(LARGEST_SAMPLE);
    }
    MoleculeFiles.requireReadable("--input", List.of(input));
    List<Molecule> molecules = new ArrayList<>();
    try (MoleculeReader reader = MoleculeReaders.open(input)) {
      while (molecules.size() < LARGEST_SAMPLE && reader.hasNext()) {
        if (reader.next() instanceof MoleculeRecord.Parsed parsed) {
          molecules.add(parsed.molecule());
        }
      }
    }
    if (molecules.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILURE, input + " has no sound molecule");
    }
    return molecules;
  }
}
