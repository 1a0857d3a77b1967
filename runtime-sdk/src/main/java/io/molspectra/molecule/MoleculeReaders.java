package io.molspectra.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Opens molecule files by their name.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>name ends in</th><th>format</th><th>id of a molecule</th></tr>
 * <tr><td>.sdf .sd .mol</td><td>MDL V2000 and V3000</td><td>title line</td></tr>
 * <tr><td>.xyz .extxyz</td><td>xyz, extended xyz, raw QM9</td><td>first word of the comment, or the
 * entry name, id or config_name; gdb_7 for "gdb 7"</td></tr>
 * <tr><td>.npz</td><td>frames, as MD17 and rMD17</td><td>name of the file, _, number of the frame
 * from 0</td></tr>
 * <tr><td>.tar .tar.gz .tgz .tar.bz2 .tbz2 .zip, folders</td><td>files of the formats above</td>
 * <td>as above</td></tr>
 * </table>
 *
 * <p>The first two may be followed by .gz. A molecule without a title gets the number of its record
 * as id; in an archive or a folder it gets the name of its file without ending, and from the second
 * record on also _ and the number. Atoms keep the order of the file. Coordinates are angstrom,
 * those of the file; a molecule with an atom further than 1,000 angstrom from the origin is moved
 * there, by whole angstroms, before its coordinates are rounded to float32. Memory is bounded by
 * the largest record: lines above 1 MiB and frames above 100,000 atoms are rejected.
 *
 * <p>Archives are read in the order of their entries, in one pass and nothing is unpacked; folders
 * and the folders in them in the order of names, numbers in names counting as numbers. A record of
 * an archive has {@code archive!entry} as its source. Files and entries with other endings, and
 * those whose name begins with a dot, are passed over; archives inside archives, links and npz
 * inside archives are one rejected record each.
 */
public final class MoleculeReaders {

  /** Two atoms closer than this, in angstrom, are an error: the shortest bond, H-H, is 0.74. */
  public static final float MIN_DISTANCE = 0.1f;

  /**
   * Beyond this, in angstrom, float32 is too coarse for the length of a bond: it has steps of a
   * thousandth. No atom of a molecule that is read lies further out.
   */
  public static final float MAX_COORDINATE = 1e4f;

  private static final ReaderFactory FACTORY = new ReaderFactory(properties -> {});

  private MoleculeReaders() {}

  /**
   * Opens a file, an archive or a folder.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such file, or no molecule file in the
   *     folder
   * @throws IllegalArgumentException if its name ends in none of the known ways
   * @throws IOException if it cannot be opened, or is an npz without frames
   */
  public static MoleculeReader open(Path file) throws IOException {
    return FACTORY.open(file);
  }

  /**
   * As {@link #open(Path)}, but in folders and archives some files of other endings are one
   * rejected record each rather than passed over.
   *
   * @param tables which, by their paths and names
   */
  public static MoleculeReader open(Path file, Predicate<String> tables) throws IOException {
    return new ReaderFactory(properties -> {}, tables).open(file);
  }

  /** Whether a file in a folder is read as molecules, by its name. */
  public static boolean reads(Path file) {
    return FileFormat.of(file.toString()).isPresent();
  }

  /**
   * Reads a stream, a resource on the class path for example.
   *
   * @param content the bytes; closed with the reader
   * @param name file name that gives the format, repeated in every record
   * @throws IllegalArgumentException if the name ends in none of the known ways, or in .npz
   */
  public static MoleculeReader open(InputStream content, String name) {
    return FACTORY.open(content, name);
  }

  /**
   * As {@link #open(InputStream, String)}, but some entries of an archive with other endings are
   * one rejected record each rather than passed over.
   *
   * @param tables which, by their names
   */
  public static MoleculeReader open(InputStream content, String name, Predicate<String> tables) {
    return new ReaderFactory(properties -> {}, tables).open(content, name);
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
}
