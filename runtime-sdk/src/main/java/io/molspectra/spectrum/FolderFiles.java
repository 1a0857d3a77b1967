package io.molspectra.spectrum;

import io.molspectra.spectrum.SpectraException.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a folder of spectra holds, by the names of its entries; nothing is opened. */
final class FolderFiles {

  private static final String TABLE = ".csv";
  private static final String GZIP = ".gz";
  private static final Set<String> INDEX = Set.of("index.csv", "index.csv.gz");

  /** Words that QM9S and its mirrors put behind the kind. */
  private static final List<String> SUFFIXES = List.of("_boraden", "_broaden", "_broadened");

  /** Kinds whose tables are known by the first word of their name. */
  private static final Set<String> USUAL = Set.of("uv", "ir", "raman");

  private final Path folder;
  private final List<Path> entries;

  private FolderFiles(Path folder, List<Path> entries) {
    this.folder = folder;
    this.entries = entries;
  }

  static FolderFiles of(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "there is no such folder of spectra");
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(
          folder.toString(), null, "is a file; give the folder that holds the files of spectra");
    }
    try (Stream<Path> list = Files.list(folder)) {
      return new FolderFiles(
          folder, list.filter(entry -> !name(entry).startsWith(".")).sorted().toList());
    }
  }

  /** The table of a kind, or null. A plain file counts before the compressed one it came from. */
  @Nullable Path table(String kind, List<String> allKinds) {
    List<Path> found = tables().filter(file -> kind.equals(kindOf(file, allKinds))).toList();
    List<String> stems = found.stream().map(FolderFiles::stem).distinct().toList();
    if (stems.size() > 1) {
      throw ambiguous(found.get(0), found.get(found.size() - 1), kind);
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** The folder of a kind that holds a file for each molecule, or null. */
  @Nullable Path molecules(String kind) {
    return entries.stream()
        .filter(entry -> name(entry).equals(kind) && Files.isDirectory(entry))
        .findFirst()
        .orElse(null);
  }

  /** The file that tells which molecule a row is, or null. */
  @Nullable Path index() {
    return entries.stream().filter(entry -> INDEX.contains(name(entry))).findFirst().orElse(null);
  }

  /** Names of kinds for which there is a table or a folder, by their first place in the folder. */
  List<String> kinds() {
    Stream<String> ofTables = tables().map(FolderFiles::kindOf);
    Stream<String> ofFolders = entries.stream().filter(Files::isDirectory).map(FolderFiles::name);
    return Stream.concat(ofTables, ofFolders)
        .filter(kind -> kind.matches("[a-z][a-z0-9_]*"))
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Whether a table of this name can be nothing but spectra. */
  static boolean isUsual(String kind) {
    return USUAL.contains(kind);
  }

  SpectraException ambiguous(Path one, Path other, String kind) {
    return new SpectraException(
        Problem.AMBIGUOUS_FILES,
        "%s: both %s and %s could hold the spectra '%s'; move one of them away"
            .formatted(folder, one.getFileName(), other.getFileName(), kind));
  }

  /** Lower-case name, without .gz and without the format. */
  static String stem(Path file) {
    String name = name(file);
    String plain = name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }

  private Stream<Path> tables() {
    return entries.stream()
        .filter(entry -> name(entry).endsWith(TABLE) || name(entry).endsWith(TABLE + GZIP))
        .filter(entry -> !INDEX.contains(name(entry)) && Files.isRegularFile(entry));
  }

  /** The longest of the kinds that the file's name begins with: h_nmr_x is of h_nmr, not of h. */
  private static @Nullable String kindOf(Path file, List<String> kinds) {
    String stem = stem(file);
    String best = null;
    for (String kind : kinds) {
      boolean fits = stem.equals(kind) || stem.startsWith(kind + "_");
      if (fits && (best == null || kind.length() > best.length())) {
        best = kind;
      }
    }
    return best;
  }

  private static String kindOf(Path file) {
    String stem = stem(file);
    String first = stem.split("_", 2)[0];
    if (USUAL.contains(first)) {
      return first;
    }
    return SUFFIXES.stream()
        .filter(stem::endsWith)
        .map(suffix -> stem.substring(0, stem.length() - suffix.length()))
        .findFirst()
        .orElse(stem);
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName()).toLowerCase(Locale.ROOT);
  }
}
