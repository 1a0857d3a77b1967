package io.molspectra.molecule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of an extended xyz file with what they say beside the atoms: entries of the
 * comment, an energy say, and further columns of the rows, forces say. Molecules and rejects are
 * those of {@link MoleculeReaders}.
 */
public final class XyzFrames implements MoleculeReader {

  private final XyzReader reader;
  private final List<Line> kept;

  /** Comment and rows of the frame last returned; empty if it was rejected. */
  private List<Line> frame = List.of();

  private XyzFrames(XyzReader reader, List<Line> kept) {
    this.reader = reader;
    this.kept = kept;
  }

  /**
   * Opens a file, compressed if its name ends in .gz.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be opened
   */
  public static XyzFrames open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such molecule file");
    }
    boolean compressed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    List<Line> kept = new ArrayList<>();
    LineSource lines = new LineSource(Files.newInputStream(file), compressed);
    return new XyzFrames(
        new XyzReader(new Origin(file.toString(), null), lines, qm9 -> {}, kept), kept);
  }

  @Override
  public boolean hasNext() {
    return reader.hasNext();
  }

  @Override
  public MoleculeRecord next() {
    MoleculeRecord record = reader.next();
    frame = record instanceof MoleculeRecord.Parsed ? List.copyOf(kept) : List.of();
    return record;
  }

  /** 1-based line of the comment of the frame last returned; 0 if it was rejected. */
  public long line() {
    return frame.isEmpty() ? 0 : frame.get(0).number();
  }

  /** Entries key=value of the comment of the frame last returned, by lower-case key. */
  public Map<String, String> entries() {
    return frame.isEmpty() ? Map.of() : XyzHeader.entries(comment());
  }

  /**
   * Further columns of the rows of the frame last returned.
   *
   * @param name as the comment's Properties call them, in upper or lower case
   * @return [atoms, width] row by row, NaN for what is no number; null if Properties have no
   *     columns of this name and width
   */
  public double @Nullable [] columns(String name, int width) {
    String[] parts = entries().getOrDefault("properties", "").split(":");
    int first = 0;
    for (int i = 0; i + 2 < parts.length; i += 3) {
      int span = Numerals.count(parts[i + 2]);
      if (parts[i].equalsIgnoreCase(name)) {
        return span == width ? cells(first, width) : null;
      }
      first += span;
    }
    return null;
  }

  private double[] cells(int first, int width) {
    double[] values = new double[(frame.size() - 1) * width];
    Arrays.fill(values, Double.NaN);
    for (int row = 1; row < frame.size(); row++) {
      String[] cells = frame.get(row).text().strip().split("[ \\t]+");
      for (int c = 0; c < width && first + c < cells.length; c++) {
        values[(row - 1) * width + c] = number(cells[first + c]);
      }
    }
    return values;
  }

  private static double number(String cell) {
    String number = Numerals.withStandardExponent(cell);
    try {
      return Numerals.isPlain(number) ? Double.parseDouble(number) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private String comment() {
    try {
      return frame.get(0).decoded().strip();
    } catch (RecordFault undecodable) {
      throw new IllegalStateException("a frame was read whose comment is no text", undecodable);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
