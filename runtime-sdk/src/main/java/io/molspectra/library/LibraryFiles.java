package io.molspectra.library;

import io.molspectra.molecule.MoleculeReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Opens libraries by their name: files of SMILES (.smi, .smiles, .ism), tables with a column of
 * SMILES (.csv, .tsv), each also with .gz, and all that {@link MoleculeReaders} opens. In folders
 * both kinds are read; a table in an archive is one {@link LibraryRow.Unreadable}.
 */
public final class LibraryFiles {

  private LibraryFiles() {}

  /** Opens files of one more format, or of all. */
  @FunctionalInterface
  public interface Opener {
    /**
     * @throws IllegalArgumentException if the name tells no format or a column is not there
     * @throws IOException if the file cannot be opened
     */
    LibraryReader open(Path file) throws IOException;
  }

  /**
   * Opens one library.
   *
   * @param columns of tables
   * @throws IllegalArgumentException if the name tells no format or a column is not there
   * @throws IOException if the file cannot be opened
   */
  public static LibraryReader open(Path file, SmilesColumns columns) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such library");
    }
    if (Files.isDirectory(file)) {
      return openFolder(file, LibraryFiles::holdsSmiles, inside -> open(inside, columns));
    }
    String name = plain(file.toString());
    if (isOneOf(name, ".smi", ".smiles", ".ism")) {
      return SmilesFile.open(file);
    }
    if (isOneOf(name, ".csv", ".tsv")) {
      return CsvFile.open(file, columns);
    }
    try {
      return StructureFile.open(file);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage()
              + "; of SMILES also .smi .smiles .ism .csv .tsv, and .parquet on the command line",
          e);
    }
  }

  /**
   * Opens a folder: what {@link MoleculeReaders} reads in it, and tables of SMILES, in the order of
   * their names. A table that cannot be opened is one row that says so.
   *
   * @param tables which of the other files to read
   * @param opener of these
   * @throws NoSuchFileException if there is nothing to read in it
   * @throws IOException if it cannot be listed
   */
  public static LibraryReader openFolder(Path folder, Predicate<Path> tables, Opener opener)
      throws IOException {
    return FolderLibrary.open(folder, tables, opener);
  }

  /** Whether rows of a file are SMILES, by its name. */
  public static boolean holdsSmiles(Path file) {
    return isOneOf(plain(file.toString()), ".smi", ".smiles", ".ism", ".csv", ".tsv");
  }

  /** Whether what an archive holds under a name may be rows of SMILES, which are not read there. */
  static boolean isTable(String name) {
    return isOneOf(plain(name), ".smi", ".smiles", ".ism", ".csv", ".tsv", ".parquet");
  }

  static boolean isGzip(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static String plain(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
  }

  private static boolean isOneOf(String name, String... endings) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
