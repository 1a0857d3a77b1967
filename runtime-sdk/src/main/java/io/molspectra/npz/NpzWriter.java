package io.molspectra.npz;

import io.molspectra.file.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays into an npz file that {@code numpy.load} reads without pickle. The file appears
 * under its name when {@link #commit()} is called; closing without it leaves what was there. The
 * same arrays always give the same bytes. Arrays are not compressed, as by {@code numpy.savez}:
 * results of a network hardly shrink.
 *
 * <pre>{@code
 * try (NpzWriter npz = NpzWriter.create(path)) {
 *   npz.add("id", NpyArray.of(ids, ids.length));
 *   npz.add("energy", NpyArray.of(energies, energies.length));
 *   npz.commit();
 * }
 * }</pre>
 */
public final class NpzWriter implements Closeable {

  /** The earliest time a zip archive can name: files must not differ by the hour they were made. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final AtomicFile file;
  private final ZipOutputStream zip;
  private final Set<String> names = new HashSet<>();

  private NpzWriter(AtomicFile file) {
    this.file = file;
    this.zip = new ZipOutputStream(file.stream());
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /**
   * Begins a file.
   *
   * @throws IOException if it cannot be written
   */
  public static NpzWriter create(Path target) throws IOException {
    return new NpzWriter(AtomicFile.create(target));
  }

  /** Writes a whole file of arrays by name, in the map's order. */
  public static void write(Path target, Map<String, NpyArray> arrays) throws IOException {
    try (NpzWriter writer = create(target)) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        writer.add(array.getKey(), array.getValue());
      }
      writer.commit();
    }
  }

  /**
   * Adds an array.
   *
   * @throws IllegalArgumentException if the name is empty or taken
   */
  public void add(String name, NpyArray array) throws IOException {
    if (name.isEmpty() || !names.add(name)) {
      throw new IllegalArgumentException(
          name.isEmpty() ? "an array needs a name" : "there is already an array " + name);
    }
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    int itemBytes = NpyValues.itemBytes(array);
    zip.write(NpyHeader.write(array.type(), itemBytes, array.shape()));
    NpyValues.write(zip, array, itemBytes);
    zip.closeEntry();
  }

  /**
   * Publishes the file.
   *
   * @throws IOException if it cannot be written out
   */
  public void commit() throws IOException {
    zip.close();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
