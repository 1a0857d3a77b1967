package io.molspectra.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where labelled molecules come from. */
final class LabelOptions {
  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      description = "qm9/NAME[,NAME...], md17 or property; see below.")
  private String task;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Structures (.sdf, .xyz, .extxyz, each also with .gz), or .npz for md17.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "FILE.csv",
      description = "Table of labels, for qm9 and property.")
  private @Nullable Path labels;

  @Option(
      names = "--uncharacterized",
      paramLabel = "FILE",
      description = "QM9's list of molecules to leave out.")
  private @Nullable Path uncharacterized;

  @Option(
      names = "--column",
      split = ",",
      paramLabel = "HEADER[=NAME]",
      description =
          "Column of labels to learn, for --task property. NAME is what its answers are called where"
              + " the header has more than letters, digits, _ and -: 'log S (mol/L)=logS'.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description = "Column of the molecules' ids, for --task property. Default: the first.")
  private @Nullable String idColumn;

  /** What was named, with absolute paths. */
  LabelledInput input() {
    return new LabelledInput(
        task,
        data.stream().map(LabelOptions::absolute).toList(),
        labels == null ? null : absolute(labels),
        uncharacterized == null ? null : absolute(uncharacterized),
        List.copyOf(columns),
        idColumn);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
