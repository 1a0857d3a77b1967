package io.molspectra.trainer.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.MetricsCsv;
import io.molspectra.trainer.report.MetricsCsv.Series;
import io.molspectra.trainer.report.html.RunFacts.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files of a run. The configuration is read as it is, so that older runs show, too. */
final class RunReader {

  static final String CONFIG = "config.yaml";
  static final String METRICS = "metrics.csv";
  static final String DATA = "data.json";

  private static final long LARGEST_FIGURE = 2_000_000;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private RunReader() {}

  /**
   * Reads a run, or an ensemble's evaluation: settings and data are those its members share.
   *
   * @throws IOException if there is no configuration, or a file that is there is damaged
   */
  static RunFacts read(String name, Path folder) throws IOException {
    var notes = new ArrayList<String>();
    if (!Files.exists(folder.resolve(CONFIG))) {
      List<Path> members = RunFolder.members(folder);
      if (!members.isEmpty()) {
        return ensemble(name, folder, members);
      }
      throw new IOException(CONFIG + " is missing; start the run again or remove the folder");
    }
    JsonNode config = tree(new YAMLMapper(), folder.resolve(CONFIG));
    return new RunFacts(
        name,
        (ObjectNode) config,
        data(folder, notes),
        losses(folder.resolve(METRICS), notes),
        results(folder.resolve(EvaluationReport.FILE), notes),
        figures(folder, notes),
        List.copyOf(notes));
  }

  private static RunFacts ensemble(String name, Path folder, List<Path> members)
      throws IOException {
    var notes = new ArrayList<String>();
    notes.add(
        "an ensemble: its error is that of the mean of "
            + members.stream()
                .map(member -> String.valueOf(member.getFileName()))
                .collect(Collectors.joining(", ")));
    var config = (ObjectNode) tree(new YAMLMapper(), members.get(0).resolve(CONFIG));
    // Without this it would count as one more seed among its members.
    config.put("ensemble", members.size());
    config.put(RunFacts.SEED, seeds(members));
    return new RunFacts(
        name,
        config,
        data(members.get(0), notes),
        List.of(),
        results(folder.resolve(EvaluationReport.FILE), notes),
        figures(folder, notes),
        List.copyOf(notes));
  }

  private static String seeds(List<Path> members) {
    return members.stream()
        .map(member -> Long.toString(RunFolder.seedOf(member).orElseThrow()))
        .collect(Collectors.joining(", "));
  }

  private static JsonNode data(Path folder, List<String> notes) throws IOException {
    if (Files.exists(folder.resolve(DATA))) {
      return tree(new ObjectMapper(), folder.resolve(DATA));
    }
    notes.add("data.json is missing: the run had not read its data");
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode tree(ObjectMapper mapper, Path file) throws IOException {
    try {
      JsonNode tree = mapper.readTree(Files.readAllBytes(file));
      if (!tree.isObject()) {
        throw new IOException(file.getFileName() + " is empty or holds no settings");
      }
      return tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IOException(
          "%s, line %d: %s".formatted(file.getFileName(), line, e.getOriginalMessage()), e);
    }
  }

  private static List<Series> losses(Path file, List<String> notes) throws IOException {
    if (!Files.exists(file)) {
      notes.add("metrics.csv is missing: nothing was logged");
      return List.of();
    }
    String header;
    try (Stream<String> lines = Files.lines(file)) {
      header = lines.findFirst().orElse("");
    }
    var losses = new ArrayList<Series>();
    for (String column : Arrays.asList(header.split(","))) {
      if (column.contains("loss")) {
        Series series;
        try {
          series = MetricsCsv.read(file, column);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
          throw new IOException(
              "%s, column %s: a row is cut short or holds no number: %s"
                  .formatted(file.getFileName(), column, e.getMessage()),
              e);
        }
        if (!series.values().isEmpty()) {
          losses.add(series);
        }
      }
    }
    if (losses.isEmpty()) {
      notes.add("metrics.csv holds no losses yet");
    }
    return List.copyOf(losses);
  }

  private static @Nullable EvaluationReport results(Path file, List<String> notes)
      throws IOException {
    if (Files.exists(file)) {
      return EvaluationReport.read(file);
    }
    notes.add("results.json is missing: the run was not evaluated");
    return null;
  }

  private static List<Figure> figures(Path folder, List<String> notes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(RunReader::isFigure).sorted().toList();
    }
    var figures = new ArrayList<Figure>();
    for (Path file : files) {
      if (Files.size(file) > LARGEST_FIGURE) {
        notes.add("%s is larger than 2 MB and was left out".formatted(file.getFileName()));
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length < PNG.length || !Arrays.equals(Arrays.copyOf(bytes, PNG.length), PNG)) {
        notes.add("%s is no PNG and was left out".formatted(file.getFileName()));
        continue;
      }
      figures.add(new Figure(title(file), bytes));
    }
    return List.copyOf(figures);
  }

  private static boolean isFigure(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".png") && (name.startsWith("parity-") || name.startsWith("errors-"));
  }

  /** "parity-homo.png" is "parity: homo". */
  private static String title(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".png".length()).replaceFirst("-", ": ");
  }
}
