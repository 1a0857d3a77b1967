package io.molspectra.cli;

import io.molspectra.bundle.TaskKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Chooses the format of a file of answers by its name. */
final class AnswerFiles {

  private AnswerFiles() {}

  /**
   * Makes sure that there is a format of this name.
   *
   * @throws CommandFailure USAGE if there is none
   */
  static void requireTable(Path output) {
    if (!isNpz(output) && !isCsv(output)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--output %s: name a file .csv, .csv.gz or .npz".formatted(output));
    }
  }

  /**
   * Makes sure that the name is that of a csv file.
   *
   * @throws CommandFailure USAGE if it is not
   */
  static void requireCsv(Path output) {
    if (!isCsv(output)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--output %s: name a file .csv or .csv.gz".formatted(output));
    }
  }

  /**
   * Begins a csv or npz file.
   *
   * @param name of the task, which names column or array
   * @param kind shape of an answer's values
   * @param forces whether the answers have forces
   */
  static AnswerWriter open(Path output, String name, TaskKind kind, boolean forces)
      throws IOException {
    return switch (kind) {
      case EMBEDDING, SPECTRUM_EMBEDDING -> vectors(output, name).ofAnswers();
      case SCALAR ->
          isNpz(output)
              ? new NpzAnswers(output, name, false, forces)
              : new ScalarCsv(output, name, forces ? forcesBeside(output) : null);
      case VECTOR ->
          isNpz(output) ? new NpzAnswers(output, name, true, false) : new VectorCsv(output);
    };
  }

  /**
   * Begins a csv or npz file of feature vectors.
   *
   * @param name of columns or array
   */
  static VectorWriter vectors(Path output, String name) throws IOException {
    return isNpz(output) ? new EmbeddingNpz(output, name) : new EmbeddingCsv(output, name);
  }

  /** out.forces.csv for out.csv, and out.forces.csv.gz for out.csv.gz. */
  static Path forcesBeside(Path csv) {
    String name = csv.getFileName().toString();
    int end = name.toLowerCase(Locale.ROOT).lastIndexOf(".csv");
    return csv.resolveSibling(name.substring(0, end) + ".forces" + name.substring(end));
  }

  private static boolean isNpz(Path output) {
    return lowerName(output).endsWith(".npz");
  }

  private static boolean isCsv(Path output) {
    return lowerName(output).endsWith(".csv") || lowerName(output).endsWith(".csv.gz");
  }

  private static String lowerName(Path output) {
    Path name = output.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }
}
