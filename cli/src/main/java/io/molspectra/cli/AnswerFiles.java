package io.molspectra.cli;

import io.molspectra.cli.NpzAnswers.Forces;
import io.molspectra.score.ScalarColumns.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
   * Begins a csv or npz file of feature vectors or of one vector an atom.
   *
   * @param name of the task, which names column or array
   * @param perAtom whether the vectors are those of atoms
   */
  static AnswerWriter open(Path output, String name, boolean perAtom) throws IOException {
    if (!perAtom) {
      return vectors(output, name).ofAnswers();
    }
    return isNpz(output) ? new NpzAnswers(output, name) : new VectorCsv(output);
  }

  /**
   * Begins a csv or npz file of numbers. More than one a molecule are described in a file beside.
   *
   * @param forces which forces the answers have
   */
  static AnswerWriter scalars(Path output, List<Column> columns, Forces forces) throws IOException {
    List<String> names = columns.stream().map(Column::name).toList();
    AnswerWriter answers =
        isNpz(output)
            ? new NpzAnswers(output, names, forces)
            : new ScalarCsv(
                output,
                names,
                forces == Forces.NONE
                    ? null
                    : new VectorCsv(forcesBeside(output), forces == Forces.WITH_SPREAD));
    return columns.size() == 1
        ? answers
        : new DescribedAnswers(answers, columnsBeside(output), columns);
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

  /** out.columns.csv for out.csv, out.csv.gz and out.npz. */
  static Path columnsBeside(Path output) {
    String name = output.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    int end = lower.lastIndexOf(isNpz(output) ? ".npz" : ".csv");
    return output.resolveSibling(name.substring(0, end) + ".columns.csv");
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
