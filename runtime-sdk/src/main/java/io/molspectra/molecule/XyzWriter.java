package io.molspectra.molecule;

import io.molspectra.file.AtomicFile;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes xyz and extended xyz, compressed if the name ends in .gz. The file appears when {@link
 * #commit()} is called; closing without it leaves no file. Numbers are written with as many digits
 * as their float needs, so that what is read again is equal (further than 1,000 angstrom out, but
 * for where it lies).
 */
public final class XyzWriter implements Closeable {

  private final AtomicFile file;
  private final Writer out;

  private XyzWriter(AtomicFile file, Writer out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Begins a file.
   *
   * @throws IOException if it cannot be written
   */
  public static XyzWriter create(Path target) throws IOException {
    AtomicFile file = AtomicFile.create(target);
    try {
      boolean gzip = target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      OutputStream bytes = gzip ? new GZIPOutputStream(file.stream()) : file.stream();
      Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
      return new XyzWriter(file, out);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Writes a plain frame; its comment is the id (a reader takes the first word as the id). */
  public void write(Molecule molecule) throws IOException {
    write(out, molecule, molecule.id(), Map.of());
  }

  /**
   * Writes an extended frame with the id under the key {@code name}.
   *
   * @param entries more key=value pairs of the comment, energy=-40.5 for example
   * @param columns more columns by name, each [atoms, width] row by row: forces [atoms, 3] in the
   *     unit the caller chose
   * @throws IllegalArgumentException if the values of a column are no multiple of the atom count,
   *     or a key holds blanks, quotes, "=" or ":"
   */
  public void writeExtended(
      Molecule molecule, Map<String, String> entries, Map<String, float[]> columns)
      throws IOException {
    appendExtended(out, molecule, entries, columns);
  }

  /** Appends the frame of {@link #writeExtended} to a text that grows in another way. */
  public static void appendExtended(
      Writer out, Molecule molecule, Map<String, String> entries, Map<String, float[]> columns)
      throws IOException {
    StringBuilder comment = new StringBuilder("Properties=species:S:1:pos:R:3");
    for (Map.Entry<String, float[]> column : columns.entrySet()) {
      int length = column.getValue().length;
      if (length == 0 || length % molecule.atomCount() != 0) {
        throw new IllegalArgumentException(
            "column %s has %d values, no multiple of the %d atoms of %s"
                .formatted(column.getKey(), length, molecule.atomCount(), molecule.id()));
      }
      comment
          .append(':')
          .append(key(column.getKey()))
          .append(":R:")
          .append(length / molecule.atomCount());
    }
    comment.append(" name=").append(quoted(molecule.id()));
    entries.forEach(
        (key, value) -> comment.append(' ').append(key(key)).append('=').append(quoted(value)));
    write(out, molecule, comment.toString(), columns);
  }

  /**
   * Publishes the file.
   *
   * @throws IOException if it cannot be written out
   */
  public void commit() throws IOException {
    out.close();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static void write(
      Writer out, Molecule molecule, String comment, Map<String, float[]> columns)
      throws IOException {
    out.append(Integer.toString(molecule.atomCount())).append('\n');
    out.append(comment.replaceAll("\\R", " ")).append('\n');
    float[] positions = molecule.positions();
    for (int atom = 0; atom < molecule.atomCount(); atom++) {
      out.append(Elements.symbol(molecule.atomicNumbers()[atom]));
      append(out, positions, 3, atom);
      for (float[] values : columns.values()) {
        append(out, values, values.length / molecule.atomCount(), atom);
      }
      out.append('\n');
    }
  }

  private static void append(Writer out, float[] values, int width, int atom) throws IOException {
    for (int i = 0; i < width; i++) {
      out.append(' ').append(Float.toString(values[width * atom + i]));
    }
  }

  private static String key(String key) {
    if (key.isEmpty()
        || key.chars().anyMatch(c -> Character.isWhitespace(c) || "=:\"'".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("\"" + key + "\" cannot be a key of extended xyz");
    }
    return key;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
