package io.molspectra.cli;

import ai.onnxruntime.OrtEnvironment;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.CudaLibraries;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what this machine has for running models, and try one.",
      "",
      "Prints Java, ONNX Runtime, GPU driver and libraries found and needed, and which device is"
          + " chosen and why; then replays the golden molecules of a model and times it. Returns 1"
          + " if the model does not answer as it should."
    },
    footer = {
      "",
      "Examples:",
      "  molspectra doctor",
      "  molspectra doctor --model BUNDLE --device cuda"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int WARM_UP = 20;
  private static final int TIMED = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      defaultValue = BundleFolder.DEFAULT,
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION)
  private Path bundle;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:1. Default: ${DEFAULT-VALUE}.")
  private Device device;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    machine(out);
    gpu(out);
    out.flush();
    Options options = Options.latency().withDevice(device);
    try (MolSpectraModel model =
        NamedFailure.around(() -> MolSpectra.load(BundleFolder.of(bundle), options))) {
      row(out, "device", "%s: %s".formatted(model.device(), model.deviceChoice().reason()));
      return smokeTest(out, model);
    }
  }

  private static void machine(PrintWriter out) {
    Runtime runtime = Runtime.getRuntime();
    row(out, "molspectra", BuildVersion.number());
    row(
        out,
        "java",
        "%s, %s (%s)"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
    row(
        out,
        "machine",
        "%s %s, %d processors, at most %,d MB of heap"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20));
    row(
        out,
        "onnx runtime",
        "%s, providers %s"
            .formatted(
                OrtEnvironment.getEnvironment().getVersion(),
                OrtEnvironment.getAvailableProviders()));
  }

  private static void gpu(PrintWriter out) {
    CudaLibraries libraries = CudaLibraries.ofThisMachine();
    row(out, "nvidia driver", libraries.driver());
    row(out, "cuda found", libraries.describe());
    row(out, "cuda needed", "for a GPU: " + String.join(" ", CudaLibraries.NEEDED));
    row(
        out,
        "cuda missing",
        libraries.missing().isEmpty() ? "none" : String.join(" ", libraries.missing()));
  }

  private Integer smokeTest(PrintWriter out, MolSpectraModel model) throws IOException {
    row(
        out,
        "model",
        "%s: %s"
            .formatted(
                model.bundle().manifest().id(),
                String.join(
                    ", ",
                    model.bundle().manifest().tasks().stream().map(TaskSpec::name).toList())));
    VerificationReport report = NamedFailure.around(model::verify);
    int all = report.comparisons().size();
    row(
        out,
        "golden outputs",
        "%d of %d within tolerance".formatted(all - report.failures().size(), all));
    out.flush();
    if (!report.passed()) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "%s does not answer on %s as it did when it was exported: molspectra verify %s tells where; try --device cpu, and export or download the bundle again"
              .formatted(bundle, model.device(), bundle));
    }
    List<Molecule> golden = model.bundle().golden().stream().map(one -> one.molecule()).toList();
    if (!golden.isEmpty() && !model.scalarTasks().isEmpty()) {
      row(out, "one molecule", latency(model, golden));
    }
    row(out, "result", "all is well");
    out.flush();
    return ExitCode.OK;
  }

  private static String latency(MolSpectraModel model, List<Molecule> golden) {
    double[] millis = new double[TIMED];
    for (int i = -WARM_UP; i < TIMED; i++) {
      Molecule molecule = golden.get(Math.floorMod(i, golden.size()));
      long start = System.nanoTime();
      model.predict(molecule);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT,
        "%d tasks in %.2f ms (median of %d), %.2f ms (99 %%)",
        model.scalarTasks().size(),
        millis[TIMED / 2],
        TIMED,
        millis[TIMED * 99 / 100]);
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-15s %s%n", name, value);
  }
}
