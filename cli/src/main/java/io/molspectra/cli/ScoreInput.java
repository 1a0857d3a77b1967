package io.molspectra.cli;

import io.molspectra.cli.score.ParquetLibrary;
import io.molspectra.library.LibraryFiles;
import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibrarySequence;
import io.molspectra.library.SmilesColumns;
import io.molspectra.trainer.checkpoint.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Libraries to score. */
final class ScoreInput {

  /** Enough of a file's beginning and end to tell it from another. */
  private static final int SAMPLE = 1 << 16;

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

  /** Changes with names, sizes, first and last bytes of the files, and the columns. */
  String fingerprint() throws IOException {
    var text = new StringBuilder("%s %s".formatted(smilesColumn, idColumn));
    for (Path file : files) {
      text.append('\n').append(file.toAbsolutePath().normalize());
      if (Files.isRegularFile(file)) {
        text.append(' ').append(sample(file));
      }
    }
    return Fingerprint.of(text.toString());
  }

  private static String sample(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer bytes = ByteBuffer.allocate(2 * SAMPLE);
      bytes.limit(SAMPLE);
      channel.read(bytes, 0);
      bytes.limit(2 * SAMPLE);
      channel.read(bytes, Math.max(0, size - SAMPLE));
      return size
          + " "
          + Fingerprint.of(
              new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1));
    }
  }
}
