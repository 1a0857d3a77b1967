package io.molspectra.cli;

import io.molspectra.cli.score.ParquetLibrary;
import io.molspectra.library.LibraryFiles;
import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibrarySequence;
import io.molspectra.library.SmilesColumns;
import io.molspectra.score.LibraryScoring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
              + " .parquet (a column of SMILES). Structures: .sdf, .xyz, .extxyz, .npz, archives."
              + " Folders of both. Text files also with .gz.")
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

  private final Set<Path> outputs = new HashSet<>();
  private final Set<Path> notRead = new HashSet<>();
  private boolean tablesInFolders;

  private LibraryReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return LibraryFiles.openFolder(file, this::isReadInFolder, this::open);
    }
    var columns = new SmilesColumns(smilesColumn, idColumn);
    return ParquetLibrary.isParquet(file)
        ? ParquetLibrary.open(file, columns)
        : LibraryFiles.open(file, columns);
  }

  /**
   * Refuses what cannot be opened, before anything is done, and looks for tables in folders.
   *
   * @param written files of this scoring, which are no input where they lie in a folder that is
   * @param say is told of tables in folders that are not read
   * @throws CommandFailure USAGE if a file has no format by its name, or lacks a column
   * @throws IOException if a file is missing or cannot be opened
   */
  void check(List<Path> written, Consumer<String> say) throws IOException {
    for (Path file : written) {
      outputs.add(Targets.real(file));
    }
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        look(file, say);
      }
      if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
        try {
          open(file).close();
        } catch (IllegalArgumentException e) {
          throw new CommandFailure(ExitCode.USAGE, "--input: " + e.getMessage(), e);
        }
      }
    }
  }

  /** What else lies beside structures is often a table of something else. */
  private void look(Path library, Consumer<String> say) throws IOException {
    for (Path file : InputFingerprint.files(library, this::isReadInFolder)) {
      if (isReadInFolder(file)) {
        try {
          open(file).close();
          tablesInFolders = true;
        } catch (IllegalArgumentException e) {
          notRead.add(file);
          say.accept("not read: " + e.getMessage());
        } catch (IOException e) {
          // A row of its own says so.
          tablesInFolders = true;
        }
      }
    }
  }

  private boolean isReadInFolder(Path file) {
    return isTable(file) && !notRead.contains(file) && !isOutput(file);
  }

  private static boolean isTable(Path file) {
    return ParquetLibrary.isParquet(file) || LibraryFiles.holdsSmiles(file);
  }

  private boolean isOutput(Path file) {
    try {
      return outputs.contains(Targets.real(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows. */
  LibraryReader open() {
    return new LibrarySequence(files, this::open);
  }

  /** Whether rows may be SMILES; known once all was checked. */
  boolean holdsSmiles() {
    return tablesInFolders || files.stream().anyMatch(ScoreInput::isTable);
  }

  /** Rows that are scored together. */
  int chunk() {
    return holdsSmiles() ? LibraryScoring.SMILES_CHUNK : LibraryScoring.CHUNK;
  }

  /** Changes with contents and names of the files, not with where they are. */
  String fingerprint() throws IOException {
    return chunk() + " " + InputFingerprint.of(files, this::isReadInFolder);
  }

  /** The columns as they were named. */
  String columns() {
    return smilesColumn + " " + idColumn;
  }

  /** Files and folders as they were named. */
  List<Path> files() {
    return List.copyOf(files);
  }
}
