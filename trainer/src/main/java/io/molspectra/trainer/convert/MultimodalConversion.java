package io.molspectra.trainer.convert;

import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.Conformers;
import io.molspectra.table.CsvTable;
import io.molspectra.trainer.convert.ParquetRows.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Brings over a Parquet file of the multimodal spectroscopic data set (Alberts et al., 2024). Its
 * molecules are SMILES; each gets one conformer, whose geometry depends on SMILES and seed alone.
 * Spectra keep the source's grid, ascending. The id of a molecule is the file's name without
 * ending, and the 0-based row: {@code example_data_1_17}. {@code smiles.csv} (id, smiles) tells
 * what it is.
 *
 * @param input the file
 * @param kinds of spectra to bring over, some of {@link #KINDS}
 * @param limit records to read at most
 * @param seed of the conformers
 * @param threads that build conformers
 */
public record MultimodalConversion(
    Path input, List<String> kinds, long limit, long seed, int threads) {

  /** The kinds of spectra that are brought over. */
  public static final List<String> KINDS =
      SourceColumn.ALL.stream().map(column -> column.kind().name()).toList();

  private static final String SMILES = "smiles.csv";

  private record Pending(Row row, String id) {}

  /**
   * @throws IllegalArgumentException if a kind is not one of {@link #KINDS}
   */
  public MultimodalConversion {
    kinds = List.copyOf(kinds);
    SourceColumn.of(kinds);
  }

  /**
   * Writes the folder; it appears when it is complete. Memory is bounded by a few molecules a
   * thread.
   *
   * @param folder must not exist or be empty
   * @throws ConversionException if the input is no such file, or nothing in it could be used
   * @throws IOException if a file cannot be opened or written
   */
  public ConversionSummary writeTo(Path folder, ConversionListener listener) throws IOException {
    List<SourceColumn> columns = SourceColumn.of(kinds);
    Conformers conformers = new Conformers(seed);
    Queue<Pending> pending = new ArrayDeque<>();
    try (ParquetRows rows = ParquetRows.open(input, columns, limit);
        InOrder<Conformer> building = new InOrder<>(threads);
        ConvertedFolder out =
            ConvertedFolder.create(
                folder, input, columns.stream().map(SourceColumn::kind).toList(), listener);
        CsvTable smiles = CsvTable.create(out.file(SMILES), List.of("id", "smiles"))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (building.isFull()) {
          write(pending.remove(), building.take(), columns, out, smiles);
          listener.recordDone();
        }
        String id = stem() + "_" + (row.record() - 1);
        String molecule = row.smiles() == null ? "" : row.smiles();
        pending.add(new Pending(row, id));
        building.submit(() -> conformers.build(id, molecule));
      }
      while (!building.isEmpty()) {
        write(pending.remove(), building.take(), columns, out, smiles);
        listener.recordDone();
      }
      smiles.commit();
      return out.commit();
    }
  }

  private static void write(
      Pending pending,
      Conformer conformer,
      List<SourceColumn> columns,
      ConvertedFolder out,
      CsvTable smiles)
      throws IOException {
    Row row = pending.row();
    if (conformer instanceof Conformer.Failed failed) {
      out.reject(row.record(), failed.reason(), failed.message());
      return;
    }
    Map<String, float[]> intensities = new LinkedHashMap<>();
    for (SourceColumn column : columns) {
      String kind = column.kind().name();
      try {
        SoundIntensities sound = SoundIntensities.of(column, row.spectra().get(column));
        intensities.put(kind, sound.values());
        if (sound.deepest() > 0) {
          out.clipped(kind, sound.deepest());
        }
      } catch (ConversionFault fault) {
        out.reject(row.record(), fault.reason(), pending.id() + ": " + fault.text());
      }
    }
    if (out.add(row.record(), ((Conformer.Built) conformer).molecule(), intensities)) {
      smiles.row(pending.id(), String.valueOf(row.smiles()));
    }
  }

  /** The file's name without ending; blanks would end the id in structures.xyz. */
  private String stem() {
    String name = String.valueOf(input.getFileName());
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
