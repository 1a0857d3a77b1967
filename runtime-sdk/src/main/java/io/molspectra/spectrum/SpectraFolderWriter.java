package io.molspectra.spectrum;

import io.molspectra.table.CsvTable;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a folder of spectra in the layout of tables that {@link SpectraFolder} reads: per kind
 * {@code KIND.csv.gz}, and {@code index.csv}. Row by row in constant memory, but for the ids. The
 * folder appears under its name, complete, when {@link #commit()} is called; closing without it
 * removes what was written. Reading the folder gives the same numbers again.
 */
public final class SpectraFolderWriter implements Closeable {

  /** Enough digits to tell points apart, few enough to hide the rounding of start + i * step. */
  private static final MathContext POINT_DIGITS = new MathContext(12);

  private final Path target;
  private final Path staging;
  private final Map<SpectrumKind, CsvTable> tables = new LinkedHashMap<>();
  private final CsvTable index;
  private final Set<String> ids = new HashSet<>();
  private long rows;
  private boolean halfARow;
  private boolean committed;

  private SpectraFolderWriter(Path target, Path staging) throws IOException {
    this.target = target;
    this.staging = staging;
    this.index = CsvTable.create(staging.resolve("index.csv"), List.of("row", "id", "natoms"));
  }

  /**
   * Begins a folder.
   *
   * @param folder must not exist or be empty
   * @param kinds with the grids on which intensities will be given; uv must be in eV, ir and raman
   *     in cm-1, as readers of the tables expect
   * @throws FileAlreadyExistsException if the folder holds anything
   * @throws IllegalArgumentException if there is no kind, or one occurs twice or has another unit
   */
  public static SpectraFolderWriter create(Path folder, List<SpectrumKind> kinds)
      throws IOException {
    requireWritable(kinds);
    Path target = folder.toAbsolutePath().normalize();
    requireFree(target);
    Path parent = target.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(target.toString(), null, "is a root; name a folder");
    }
    Files.createDirectories(parent);
    Path staging = parent.resolve("." + target.getFileName() + ".writing-" + System.nanoTime());
    Files.createDirectory(staging);
    SpectraFolderWriter writer = new SpectraFolderWriter(target, staging);
    try {
      for (SpectrumKind kind : kinds) {
        writer.tables.put(
            kind, CsvTable.create(staging.resolve(kind.name() + ".csv.gz"), header(kind.grid())));
      }
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Where further files that belong to the spectra (structures, for example) can be written; they
   * appear in the folder with them. Its path is gone after the commit.
   */
  public Path staging() {
    return staging;
  }

  /**
   * Adds a molecule as the next row.
   *
   * @param id not empty, none added before
   * @param atoms number of atoms, -1 if not known
   * @param intensities by kind, [L] on its grid, finite and not negative; kinds not in the map are
   *     written as absent
   * @throws IllegalArgumentException if any of this does not hold; nothing is written then
   */
  public void add(String id, int atoms, Map<String, float[]> intensities) throws IOException {
    requireSound(intensities);
    if (id.isBlank() || !id.equals(id.strip()) || !ids.add(id)) {
      throw new IllegalArgumentException(
          "id '" + id + "' is empty, has blanks around it, or was added before");
    }
    halfARow = true;
    index.row(rows, id, atoms < 1 ? "" : Integer.toString(atoms));
    for (Map.Entry<SpectrumKind, CsvTable> table : tables.entrySet()) {
      SpectrumKind kind = table.getKey();
      float[] values = intensities.get(kind.name());
      List<Object> cells = new ArrayList<>();
      cells.add(rows);
      if (values == null) {
        cells.addAll(Collections.nCopies(kind.grid().length(), ""));
      } else {
        cells.add(values);
      }
      table.getValue().row(cells.toArray());
    }
    rows++;
    halfARow = false;
  }

  /**
   * Publishes the folder.
   *
   * @throws IOException if it cannot be written out, a row before could not, or the folder was
   *     filled by someone else
   */
  public void commit() throws IOException {
    if (committed) {
      return;
    }
    if (halfARow) {
      throw new IOException(
          target + ": row " + rows + " was not written out; nothing is published");
    }
    for (CsvTable table : tables.values()) {
      table.commit();
    }
    index.commit();
    requireFree(target);
    Files.deleteIfExists(target);
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    for (CsvTable table : tables.values()) {
      table.close();
    }
    index.close();
    if (!committed && Files.exists(staging)) {
      try (Stream<Path> files = Files.walk(staging)) {
        for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void requireSound(Map<String, float[]> intensities) {
    for (Map.Entry<String, float[]> entry : intensities.entrySet()) {
      SpectrumKind kind =
          tables.keySet().stream()
              .filter(known -> known.name().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("no kind '" + entry.getKey() + "' here"));
      float[] values = entry.getValue();
      if (values.length != kind.grid().length()) {
        throw new IllegalArgumentException(
            "%s has %d intensities, its grid %d points"
                .formatted(kind.name(), values.length, kind.grid().length()));
      }
      for (int i = 0; i < values.length; i++) {
        if (!(values[i] >= 0) || Float.isInfinite(values[i])) {
          throw new IllegalArgumentException(
              "%s has the intensity %s at %s; none may be negative or not finite"
                  .formatted(kind.name(), values[i], kind.grid().at(i)));
        }
      }
    }
  }

  private static List<String> header(SpectrumGrid grid) {
    List<String> names = new ArrayList<>();
    names.add("");
    for (int i = 0; i < grid.length(); i++) {
      BigDecimal point = new BigDecimal(grid.at(i)).round(POINT_DIGITS).stripTrailingZeros();
      names.add(point.toPlainString());
    }
    return names;
  }

  private static void requireWritable(List<SpectrumKind> kinds) {
    if (kinds.isEmpty()
        || kinds.stream().map(SpectrumKind::name).distinct().count() < kinds.size()) {
      throw new IllegalArgumentException("kinds must be there and differ: " + kinds);
    }
    for (SpectrumKind kind : kinds) {
      SpectralUnit unit = SpectrumTable.unitOf(kind.name(), kind.grid().unit());
      if (unit != kind.grid().unit()) {
        throw new IllegalArgumentException(
            "tables of %s are in %s, not in %s"
                .formatted(kind.name(), unit.symbol(), kind.grid().unit().symbol()));
      }
    }
  }

  private static void requireFree(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        if (files.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new FileAlreadyExistsException(
        target.toString(), null, "is there already and not an empty folder; name another");
  }
}
