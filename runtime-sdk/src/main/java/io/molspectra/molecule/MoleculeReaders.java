package io.molspectra.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Opens molecule files by their name.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>name ends in</th><th>format</th><th>id of a molecule</th></tr>
 * <tr><td>.sdf .sd .mol</td><td>MDL V2000</td><td>title line</td></tr>
 * <tr><td>.xyz .extxyz</td><td>xyz, extended xyz</td><td>first word of the comment, or the entry
 * name, id or config_name</td></tr>
 * </table>
 *
 * Each may be followed by .gz. A molecule without a title gets the number of its record as id.
 * Atoms keep the order of the file. Coordinates are angstrom. Memory is bounded by the largest
 * record: lines above 1 MiB and frames above 100,000 atoms are rejected.
 */
public final class MoleculeReaders {

  /** Two atoms closer than this, in angstrom, are an error: the shortest bond, H-H, is 0.74. */
  public static final float MIN_DISTANCE = 0.1f;

  private static final List<String> SDF = List.of(".sdf", ".sd", ".mol");
  private static final List<String> XYZ = List.of(".xyz", ".extxyz");

  private MoleculeReaders() {}

  /**
   * Opens a file.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IllegalArgumentException if its name ends in none of the known ways
   * @throws IOException if it cannot be opened
   */
  public static MoleculeReader open(Path file) throws IOException {
    requireKnown(file.toString());
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such molecule file");
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a molecule file");
    }
    return open(Files.newInputStream(file), file.toString());
  }

  /**
   * Reads a stream, a resource on the class path for example.
   *
   * @param content the bytes; closed with the reader
   * @param name file name that gives the format, repeated in every record
   * @throws IllegalArgumentException if the name ends in none of the known ways
   */
  public static MoleculeReader open(InputStream content, String name) {
    requireKnown(name);
    LineSource lines = new LineSource(content, isCompressed(name));
    return endsInOneOf(name, SDF) ? new SdfReader(name, lines) : new XyzReader(name, lines);
  }

  /**
   * The records of a file as a sequential stream; closing the stream closes the file.
   *
   * @throws IOException as {@link #open(Path)}
   */
  public static Stream<MoleculeRecord> stream(Path file) throws IOException {
    MoleculeReader reader = open(file);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(() -> close(reader));
  }

  private static void close(MoleculeReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireKnown(String name) {
    if (!endsInOneOf(name, SDF) && !endsInOneOf(name, XYZ)) {
      throw new IllegalArgumentException(
          "cannot tell the format of "
              + name
              + " by its name; known are "
              + String.join(" ", SDF)
              + " "
              + String.join(" ", XYZ)
              + ", each also with .gz");
    }
  }

  private static boolean endsInOneOf(String name, List<String> endings) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = isCompressed(lower) ? lower.substring(0, lower.length() - 3) : lower;
    return endings.stream().anyMatch(plain::endsWith);
  }

  private static boolean isCompressed(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }
}
