package io.molspectra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleFile;
import io.molspectra.bundle.BundleManifest;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Elements;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code molspectra info}. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Show what a bundle can predict, and where it comes from.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The bundle's files are verified by size and hash on the way.",
      "",
      "Examples:",
      "  molspectra info BUNDLE",
      "  molspectra info BUNDLE --json"
    })
final class InfoCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = BundleFolder.DESCRIPTION)
  private Path folder;

  @Option(names = "--json", description = "Print one JSON object instead, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Bundle bundle = NamedFailure.around(() -> Bundle.open(BundleFolder.of(folder)));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toJson(bundle)));
    } else {
      print(bundle, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** The manifest with the content of the other JSON files, under the names they have there. */
  private static ObjectNode toJson(Bundle bundle) {
    ObjectNode root = JSON.valueToTree(bundle.manifest());
    root.set("config", bundle.config());
    root.set("preprocessor", JSON.valueToTree(bundle.preprocessor()));
    root.put("golden_molecules", bundle.golden().size());
    root.put("golden_spectra", bundle.goldenSpectra().size());
    return root;
  }

  private static void print(Bundle bundle, PrintWriter out) {
    BundleManifest manifest = bundle.manifest();
    var head = new TextTable();
    head.row("id", manifest.id());
    head.row("created", manifest.created());
    head.row("source commit", manifest.sourceCommit());
    head.row("format version", Integer.toString(manifest.formatVersion()));
    head.row("golden molecules", Integer.toString(bundle.golden().size()));
    if (!bundle.goldenSpectra().isEmpty()) {
      head.row("golden spectra", Integer.toString(bundle.goldenSpectra().size()));
    }
    section(out, "Bundle", head);

    var tasks = new TextTable("task", "kind", "unit", "forces", "networks", "intervals");
    for (TaskSpec task : manifest.tasks()) {
      tasks.row(
          task.name(),
          task.kind().name().toLowerCase(Locale.ROOT),
          task.unit(),
          task.forcesFile() == null ? "no" : task.forcesFile64() == null ? "yes" : "yes, float64",
          task.members() == null ? "1" : task.members().toString(),
          intervals(task));
    }
    section(out, "Tasks", tasks);
    section(out, "Input", preprocessing(bundle.preprocessor()));
    section(out, "Architecture", leaves(bundle.config()));
    section(out, "Provenance", leaves(JSON.valueToTree(manifest.provenance())));

    var files = new TextTable("file", "bytes", "sha256");
    for (BundleFile file : manifest.files()) {
      files.row(file.path(), "%,d".formatted(file.size()), file.sha256().substring(0, 12));
    }
    section(out, "Files", files);
  }

  /** The coverages a task was calibrated for, as predict --coverage takes them. */
  private static String intervals(TaskSpec task) {
    List<CalibratedQuantile> quantiles = task.uncertainty();
    return quantiles == null
        ? "no"
        : quantiles.stream()
            .map(quantile -> Double.toString(quantile.coverage()))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private static TextTable preprocessing(Preprocessor preprocessor) {
    var table = new TextTable();
    if (preprocessor.takesStructures()) {
      addStructures(table, preprocessor);
    }
    List<SpectrumKind> kinds = preprocessor.spectra();
    if (kinds != null) {
      kinds.forEach(kind -> table.row("spectrum " + kind.name(), kind.grid().toString()));
    }
    return table;
  }

  private static void addStructures(TextTable table, Preprocessor preprocessor) {
    table.row("cutoff", preprocessor.cutoff() + " " + preprocessor.lengthUnit());
    List<Integer> elements = preprocessor.elements();
    table.row(
        "elements",
        elements == null
            ? "not recorded: all up to atomic number " + preprocessor.maxAtomicNumber()
            : elements.stream().map(InfoCommand::symbol).collect(Collectors.joining(" ")));
    NoiseNormalizer noise = preprocessor.noise();
    if (noise != null) {
      table.row("noise mean", noise.mean() + " " + preprocessor.lengthUnit());
      table.row("noise std", noise.std() + " " + preprocessor.lengthUnit());
    }
  }

  private static String symbol(int element) {
    return Elements.isElement(element) ? Elements.symbol(element) : Integer.toString(element);
  }

  /** Every value of a tree with its path: num_layers 8, data.seed 3. */
  private static TextTable leaves(JsonNode tree) {
    var table = new TextTable();
    addLeaves(table, "", tree);
    return table;
  }

  private static void addLeaves(TextTable table, String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  addLeaves(
                      table,
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue()));
    } else {
      table.row(path, node.isTextual() ? node.asText() : node.toString());
    }
  }

  private static void section(PrintWriter out, String title, TextTable table) {
    if (table.isEmpty()) {
      return;
    }
    out.println(title);
    table.print(out);
    out.println();
  }
}
