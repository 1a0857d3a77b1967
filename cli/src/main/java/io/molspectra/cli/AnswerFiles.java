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
   * Begins a csv or npz file.
   *
   * @param name of the task, which names column or array
   * @param kind shape of an answer's values
   * @param forces whether the answers have forces
   */
  static AnswerWriter open(Path output, String name, TaskKind kind, boolean forces)
      throws IOException {
    if (isNpz(output)) {
      return new NpzAnswers(output, name, kind, forces);
    }
    return switch (kind) {
      case SCALAR -> new ScalarCsv(output, name, forces ? forcesBeside(output) : null);
      case VECTOR -> new VectorCsv(output);
      case EMBEDDING, SPECTRUM_EMBEDDING -> new EmbeddingCsv(output);
    };
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
