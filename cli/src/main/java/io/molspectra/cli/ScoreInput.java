package io.molspectra.cli;

import io.molspectra.cli.score.ParquetLibrary;
import io.molspectra.library.LibraryFiles;
import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibrarySequence;
import io.molspectra.library.SmilesColumns;
import io.molspectra.score.LibraryScoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Libraries to score. */
final class ScoreInput {

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Libraries, scored in turn. SMILES: .smi (a SMILES and a name on each line), .csv, .tsv,"
              + " .parquet (a column of SMILES). Structures: .sdf, .xyz, .extxyz, .npz, archives,"
              + " folders. Text files also with .gz.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--smiles-column",
      paramLabel = "NAME",
      description = "Column of SMILES in tables. Default: smiles, or what is called alike.")
  private @Nullable String smilesColumn;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description = "Column of names in tables. Default: id, name, or what is called alike.")
  private @Nullable String idColumn;

  private LibraryReader open(Path file) throws IOException {
    var columns = new SmilesColumns(smilesColumn, idColumn);
    return ParquetLibrary.isParquet(file)
        ? ParquetLibrary.open(file, columns)
        : LibraryFiles.open(file, columns);
  }

  /**
   * Refuses what cannot be opened, before anything is done.
   *
   * @throws CommandFailure USAGE if a file has no format by its name, or lacks a column
   * @throws IOException if a file is missing or cannot be opened
   */
  void check() throws IOException {
    for (Path file : files) {
      if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
        try {
          open(file).close();
        } catch (IllegalArgumentException e) {
          throw new CommandFailure(ExitCode.USAGE, "--input: " + e.getMessage(), e);
        }
      }
    }
  }

  /** All rows. */
  LibraryReader open() {
    return new LibrarySequence(files, this::open);
  }

  /** Whether rows may be SMILES. */
  boolean holdsSmiles() {
    return files.stream()
        .anyMatch(file -> ParquetLibrary.isParquet(file) || LibraryFiles.holdsSmiles(file));
  }

  /** Rows that are scored together. */
  int chunk() {
    return holdsSmiles() ? LibraryScoring.SMILES_CHUNK : LibraryScoring.CHUNK;
  }

  /** Changes with places and contents of the files, and the columns. */
  String fingerprint() throws IOException {
    return "%s %s %s".formatted(smilesColumn, idColumn, InputFingerprint.of(files));
  }

  /** Files and folders as they were named. */
  List<Path> files() {
    return List.copyOf(files);
  }
}
