package io.molspectra.trainer.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file metrics.csv of a run: one row a logged step, the step first; a metric not measured at a
 * step is an empty field. Rows reach the file at once. A resumed run first drops the rows after its
 * checkpoint and a row that a crash cut short, so that no step appears twice.
 */
public final class MetricsCsv implements MetricsSink {

  private static final String STEP = "step";

  private final Path file;
  private final List<String> columns;
  private final Writer writer;

  private MetricsCsv(Path file, List<String> columns, Writer writer) {
    this.file = file;
    this.columns = columns;
    this.writer = writer;
  }

  /**
   * Opens the file for appending, and makes it if it is absent.
   *
   * @param columns names of the metrics, without the step
   * @param lastStep rows of later steps are removed; 0 to start afresh, keeping nothing but row 0
   * @throws IOException if the file holds other columns or cannot be written
   */
  public static MetricsCsv open(Path file, List<String> columns, long lastStep) throws IOException {
    String header = STEP + "," + String.join(",", columns);
    StringBuilder kept = new StringBuilder(header).append('\n');
    if (Files.exists(file)) {
      String text = Files.readString(file);
      // What follows the last line break was cut short.
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      if (!lines.isEmpty() && !lines.get(0).equals(header)) {
        throw new IOException(
            "%s has the columns %s, expected %s; move it away"
                .formatted(file, lines.get(0), header));
      }
      for (int i = 1; i < lines.size(); i++) {
        if (step(file, lines.get(i), i + 1) <= lastStep) {
          kept.append(lines.get(i)).append('\n');
        }
      }
    }
    Path replacement = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(replacement, kept);
    Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
    return new MetricsCsv(
        file,
        List.copyOf(columns),
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
  }

  /**
   * Adds a row.
   *
   * @param step number of updates made
   * @param metrics column to value; absent columns stay empty
   * @throws IllegalArgumentException if a metric has no column
   */
  @Override
  public void append(long step, Map<String, Double> metrics) throws IOException {
    for (String name : metrics.keySet()) {
      if (!columns.contains(name)) {
        throw new IllegalArgumentException("metric %s is no column of %s".formatted(name, file));
      }
    }
    StringBuilder row = new StringBuilder().append(step);
    for (String column : columns) {
      row.append(',');
      Double value = metrics.get(column);
      if (value != null) {
        row.append(value);
      }
    }
    writer.append(row.append('\n'));
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /**
   * The points of one column, empty fields left out.
   *
   * @param file written by this class; an incomplete last row is ignored
   * @throws IOException if the file cannot be read or has no such column
   */
  public static Series read(Path file, String column) throws IOException {
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    int position = lines.isEmpty() ? -1 : List.of(lines.get(0).split(",")).indexOf(column);
    if (position < 0) {
      throw new IOException("%s has no column %s".formatted(file, column));
    }
    List<Double> steps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String field = lines.get(i).split(",", -1)[position];
      if (!field.isEmpty()) {
        steps.add((double) step(file, lines.get(i), i + 1));
        values.add(Double.valueOf(field));
      }
    }
    return new Series(column, steps, values);
  }

  /**
   * The course of one metric.
   *
   * @param name of the metric
   * @param steps where it was measured
   * @param values as many as there are steps
   */
  public record Series(String name, List<Double> steps, List<Double> values) {

    /** Makes the lists unmodifiable. */
    public Series {
      steps = List.copyOf(steps);
      values = List.copyOf(values);
    }
  }

  private static long step(Path file, String line, int number) throws IOException {
    int comma = line.indexOf(',');
    try {
      return Long.parseLong(comma < 0 ? line : line.substring(0, comma));
    } catch (NumberFormatException e) {
      throw new IOException("%s, line %d: no step number: %s".formatted(file, number, line), e);
    }
  }
}
