package io.molspectra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code molspectra retrieve} compares with what. */
final class RetrieveOptions {

  @Mixin private ModelOptions run;

  @Option(
      names = "--spectra",
      paramLabel = "DIR",
      description =
          "Folder of spectra, each molecule's a query; with --molecules, what is searched.")
  private @Nullable Path spectra;

  @Option(
      names = "--query",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files of one spectrum each, each a query: JCAMP-DX (.jdx, .dx) or columns (.csv, .txt).")
  private List<Path> query = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "Kind of the --query files, such as ir, raman or uv. Default: told by DATA TYPE or unit.")
  private @Nullable String kind;

  @Option(
      names = "--library",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Molecules to search: .sdf, .xyz, .extxyz, each also with .gz; .npz of frames; an archive or a"
              + " folder of them. Several are read in turn.")
  private List<Path> library = new ArrayList<>();

  @Option(
      names = "--molecules",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The reverse: molecules as queries, ranking the spectra of --spectra.")
  private List<Path> molecules = new ArrayList<>();

  @Option(
      names = "--index",
      paramLabel = "FILE",
      description = "What is searched, as --save-index wrote it with the same model.")
  private @Nullable Path index;

  @Option(
      names = "--save-index",
      paramLabel = "FILE",
      description = "Keep the vectors of what is searched here (.npz).")
  private @Nullable Path saveIndex;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "10",
      description = "Hits for each query. Default: 10.")
  private int top;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "File to write: .csv or .csv.gz. A former one is replaced at the end.")
  private Path output;

  @Option(
      names = "--allow-unseen",
      description = "Embed molecules of elements that did not occur in training, too.")
  private boolean allowUnseen;

  @Option(
      names = "--evaluate",
      description =
          "Tell how often the entry of the query's own id is found: top 1, 5, 10, mean reciprocal"
              + " rank, each beside chance.")
  private boolean evaluate;

  ModelOptions run() {
    return run;
  }

  @Nullable Path spectra() {
    return spectra;
  }

  List<Path> query() {
    return query;
  }

  @Nullable String kind() {
    return kind;
  }

  /** The molecules, queries or searched. */
  List<Path> structures() {
    return reverse() ? molecules : library;
  }

  @Nullable Path index() {
    return index;
  }

  @Nullable Path saveIndex() {
    return saveIndex;
  }

  int top() {
    return top;
  }

  Path output() {
    return output;
  }

  boolean allowUnseen() {
    return allowUnseen;
  }

  boolean evaluate() {
    return evaluate;
  }

  /** Whether molecules are the queries and spectra are searched. */
  boolean reverse() {
    return !molecules.isEmpty();
  }

  /**
   * Refuses what could not be done, before anything is done.
   *
   * @throws CommandFailure USAGE if the options do not say what to compare with what
   * @throws IOException if a file is missing or cannot be opened
   */
  void check() throws IOException {
    run.check(output, Stream.of(query, library, molecules).flatMap(List::stream).toList());
    AnswerFiles.requireCsv(output);
    require(top >= 1, "--top must be at least 1");
    require(kind == null || !query.isEmpty(), "--kind is for --query");
    require(index == null || saveIndex == null, "--index and --save-index exclude each other");
    if (reverse()) {
      require(query.isEmpty() && library.isEmpty(), "--molecules goes with --spectra or --index");
      require(
          (spectra == null) != (index == null),
          "name the spectra to search by either --spectra or --index");
    } else {
      require(
          (spectra == null) == !query.isEmpty(),
          "name the queries by one of --spectra, --query and --molecules");
      require(
          library.isEmpty() == (index != null),
          "name the molecules to search by either --library or --index");
    }
    MoleculeFiles.requireReadable(reverse() ? "--molecules" : "--library", structures());
    for (Path file : query) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new CommandFailure(ExitCode.USAGE, otherwise);
    }
  }
}
