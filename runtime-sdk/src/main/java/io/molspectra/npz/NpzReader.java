package io.molspectra.npz;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the arrays of an npz file by name. Arrays are read when asked for, so that an archive may
 * hold more than fits in memory, or pickled objects beside the arrays that matter.
 */
public final class NpzReader implements Closeable {

  private static final String ENDING = ".npy";

  /** Bytes that may come out before the proportion is looked at. */
  private static final long FREE = 64L << 20;

  private static final int MAX_EXPANSION = 500;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  private NpzReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
    zip.stream()
        .filter(entry -> entry.getName().endsWith(ENDING))
        .forEach(entry -> entries.put(withoutEnding(entry.getName()), entry));
  }

  /**
   * Opens a file.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws NpyFormatException if it is no zip archive, or was cut
   */
  public static NpzReader open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such npz file");
    }
    try {
      return new NpzReader(file, new ZipFile(file.toFile()));
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException(
          file + " is no npz file or was cut (" + e.getMessage() + "); numpy.savez writes one", e);
    }
  }

  /** All arrays of a file by name, in the file's order; pickled objects make it fail. */
  public static Map<String, NpyArray> readAll(Path file) throws IOException {
    try (NpzReader reader = open(file)) {
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (String name : reader.names()) {
        arrays.put(name, reader.get(name));
      }
      return arrays;
    }
  }

  /** Names of the arrays in the file's order, without the ".npy" that the archive adds. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Element type of an array, without reading its values.
   *
   * @throws NpyFormatException as {@link #get}, but not for pickled objects
   */
  public NpyType type(String name) throws IOException {
    return header(name).type();
  }

  /** Lengths of the axes of an array, without reading its values; else as {@link #type}. */
  public long[] shape(String name) throws IOException {
    return header(name).shape().clone();
  }

  /**
   * Reads an array.
   *
   * @throws NpyFormatException if there is no array of this name, if it holds pickled objects or
   *     another type that is not read, or if the file is damaged
   */
  public NpyArray get(String name) throws IOException {
    ZipEntry entry = entry(name);
    String where = where(name);
    CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    try (in) {
      NpyHeader header = NpyHeader.read(in, where);
      if (header.type() == NpyType.OBJECT) {
        throw new NpyFormatException(
            where
                + " holds pickled Python objects, which are not read; save it as numbers or as"
                + " text (dtype '<U..')");
      }
      checkSize(header, entry, where);
      NpyArray array = NpyValues.read(in, header, where);
      if (in.read() >= 0 || in.getChecksum().getValue() != entry.getCrc()) {
        throw new NpyFormatException(where + " is damaged: its checksum is wrong");
      }
      return array;
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException(where + " is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Reads an array of numbers row by row, a row being all that has the same first index: an array
   * larger than memory can be read so. Close it before this reader.
   *
   * @throws NpyFormatException as {@link #get}, or if the array holds text or is a single value
   */
  public NpyRows rows(String name) throws IOException {
    ZipEntry entry = entry(name);
    String where = where(name);
    NpyHeader header = header(name);
    if (header.shape().length == 0
        || header.type().isText()
        || header.type() == NpyType.OBJECT
        || header.fortranOrder()) {
      NpyArray array = get(name);
      if (array.type().isText() || header.shape().length == 0) {
        throw new NpyFormatException(
            "%s has type %s and shape %s, not rows of numbers"
                .formatted(where, array.type(), Arrays.toString(header.shape())));
      }
      return NpyRows.of(array, where);
    }
    checkSize(header, entry, where);
    try {
      return NpyRows.of(zip.getInputStream(entry), header, entry.getCrc(), where);
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException(where + " is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private NpyHeader header(String name) throws IOException {
    try (InputStream in = zip.getInputStream(entry(name))) {
      return NpyHeader.read(in, where(name));
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException(where(name) + " is damaged: " + e.getMessage(), e);
    }
  }

  /** A header that asks for more than the archive holds must not make us allocate it. */
  private static void checkSize(NpyHeader header, ZipEntry entry, String where)
      throws NpyFormatException {
    long elements;
    try {
      elements = NpyArray.elements(header.shape());
    } catch (IllegalArgumentException e) {
      throw new NpyFormatException(where + ": " + e.getMessage(), e);
    }
    long expected = header.length() + elements * header.itemBytes();
    if (entry.getSize() != expected) {
      throw new NpyFormatException(
          "%s should be %d bytes by its shape but is %d"
              .formatted(where, expected, entry.getSize()));
    }
    if (expected > FREE && expected / MAX_EXPANSION > entry.getCompressedSize()) {
      throw new NpyFormatException(
          "%s unpacks to more than %d times its size, which no measured numbers do; save it with"
                  .formatted(where, MAX_EXPANSION)
              + " numpy.savez, uncompressed, if it is what you mean");
    }
  }

  private ZipEntry entry(String name) throws NpyFormatException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      String known = String.join(", ", entries.keySet().stream().limit(20).toList());
      throw new NpyFormatException(
          "%s has no array \"%s\"; it has %s%s"
              .formatted(file, name, known, entries.size() > 20 ? ", ..." : ""));
    }
    return entry;
  }

  private String where(String name) {
    return file + ", array \"" + name + "\",";
  }

  private static String withoutEnding(String name) {
    return name.substring(0, name.length() - ENDING.length());
  }
}
