package io.molspectra.cli;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.VerificationReport;
import io.molspectra.predict.VerificationReport.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code molspectra verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verify a bundle: sizes and hashes of its files, then its golden molecules and spectra.",
      "",
      "Golden molecules and spectra come with the outputs that the trainer computed. Each is"
          + " predicted here, alone and together with all others, and must come out within its"
          + " tolerance."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "For each output the table shows the molecule whose error is the largest part",
      "of its tolerance. Returns 1 if any is beyond it, if there is none, or if the bundle is damaged.",
      "",
      "Examples:",
      "  molspectra verify BUNDLE",
      "  molspectra verify BUNDLE --device gpu"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = BundleFolder.DESCRIPTION)
  private Path bundle;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu or gpu; auto is the GPU where one can be used. Default: auto.")
  private Device device;

  @Override
  public Integer call() throws IOException {
    return NamedFailure.around(
        () -> {
          try (MolSpectraModel model =
              MolSpectra.load(BundleFolder.of(bundle), Options.defaults().withDevice(device))) {
            return report(model);
          }
        });
  }

  private int report(MolSpectraModel model) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("files: %d listed, all sound%n", model.bundle().manifest().files().size());
    VerificationReport report = model.verify();
    var table = new TextTable("task", "output", "molecules", "error", "tolerance", "worst", "");
    for (List<Comparison> comparisons : byOutput(report).values()) {
      Comparison worst = comparisons.stream().max(Comparator.comparing(VerifyCommand::share)).get();
      table.row(
          worst.task(),
          worst.output(),
          Integer.toString(comparisons.size()),
          number(worst.difference()),
          number(worst.tolerance()),
          worst.molecule(),
          worst.passed() ? "ok" : "FAILED");
    }
    if (!report.comparisons().isEmpty()) {
      table.print(out);
    }
    for (Comparison failed : report.failures()) {
      out.printf(
          "FAILED: %s, %s of task %s: error %s, tolerance %s%n",
          failed.molecule(),
          failed.output(),
          failed.task(),
          number(failed.difference()),
          number(failed.tolerance()));
    }
    out.flush();
    if (!report.passed()) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "GOLDEN_MISMATCH: %s: %d of %d golden outputs are beyond their tolerance on device %s; do"
                  .formatted(
                      bundle, report.failures().size(), report.comparisons().size(), model.device())
              + " not trust its predictions here");
    }
    tellUnchecked(model, report, out);
    int spectra = model.bundle().goldenSpectra().size();
    out.printf(
        "verified: %d golden outputs of %d molecules%s on device %s%n",
        report.comparisons().size(),
        model.bundle().golden().size(),
        spectra == 0 ? "" : " and the spectra of " + spectra,
        model.device());
    out.flush();
    return ExitCode.OK;
  }

  /** Whatever was changed in a bundle without golden outputs, replaying none of them finds it. */
  private void tellUnchecked(MolSpectraModel model, VerificationReport report, PrintWriter out) {
    Set<String> checked =
        report.comparisons().stream().map(Comparison::task).collect(Collectors.toSet());
    List<TaskSpec> tasks = model.bundle().manifest().tasks();
    List<String> unchecked =
        tasks.stream().map(TaskSpec::name).filter(name -> !checked.contains(name)).toList();
    if (!unchecked.isEmpty()) {
      out.printf("no golden outputs, so not compared: %s%n", String.join(", ", unchecked));
      out.flush();
    }
    Map<Boolean, Set<String>> tasksOfSpectra =
        tasks.stream()
            .collect(
                Collectors.partitioningBy(
                    task -> task.kind() == TaskKind.SPECTRUM_EMBEDDING,
                    Collectors.mapping(TaskSpec::name, Collectors.toSet())));
    tasksOfSpectra.forEach(
        (ofSpectra, names) -> {
          if (!names.isEmpty() && Collections.disjoint(names, checked)) {
            throw new CommandFailure(
                ExitCode.FAILURE,
                "NOT_VERIFIED: %s has no golden %s to replay: its files are those it lists, but nothing tells whether"
                        .formatted(bundle, ofSpectra ? "spectra" : "molecules")
                    + " it answers as it should; export or download the bundle again");
          }
        });
  }

  private static Map<List<String>, List<Comparison>> byOutput(VerificationReport report) {
    Map<List<String>, List<Comparison>> outputs = new LinkedHashMap<>();
    for (Comparison comparison : report.comparisons()) {
      outputs
          .computeIfAbsent(
              List.of(comparison.task(), comparison.output()), output -> new ArrayList<>())
          .add(comparison);
    }
    return outputs;
  }

  private static double share(Comparison comparison) {
    return comparison.difference() / comparison.tolerance();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
