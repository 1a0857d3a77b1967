package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged spectrum is left out; its molecule, and those behind it, go on. */
class RowFaultsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,1,2,3       | MISSING_POINTS       | 3 intensities, the header 4",
        "1             | MISSING_POINTS       | 0 intensities",
        "1,1,2,3,4,5   | MISSING_POINTS       | 5 intensities",
        "1,1,,3,4      | MISSING_POINTS       | 501.0 cm-1 is empty",
        "1,1,2,nan,4   | NON_FINITE_INTENSITY | 502.0 cm-1 is nan",
        "1,1,2,3,-Inf  | NON_FINITE_INTENSITY | 503.0 cm-1",
        "1,1e99,2,3,4  | NON_FINITE_INTENSITY | 500.0 cm-1 is 1e99",
        "1,1,2,3,-1e-9 | NEGATIVE_INTENSITY   | -1e-9, below zero",
        "1,1,2,three,4 | SYNTAX               | 'three', no number",
        "1,1,2,1f,4    | SYNTAX               | '1f', no number",
        "1,1,2,0x1p3,4 | SYNTAX               | '0x1p3', no number",
        "1,1,2,1-2,4   | SYNTAX               | '1-2', no number",
        "1,1,\"2,3,4    | SYNTAX               | '\"2', no number"
      })
  void aDamagedRowIsARejectOfItsKind(String row, SpectrumRejectReason reason, String message)
      throws IOException {
    Path file =
        Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", row, "2,5,6,7,8");
    Tables.write(folder.resolve("uv.csv"), Tables.UV_HEADER, "0,1,2,3", "1,4,5,6", "2,7,8,9");
    List<SpectraRow> rows = Tables.read(folder, Tables.UV, Tables.IR);
    assertEquals(3, rows.size());
    assertEquals(Set.of("uv"), rows.get(1).intensities().keySet());
    assertArrayEquals(new float[] {4, 5, 6}, rows.get(1).intensities().get("uv"));
    SpectrumReject reject = rows.get(1).rejects().get(0);
    assertEquals(1, rows.get(1).rejects().size());
    assertEquals(reason, reject.reason());
    assertEquals("ir", reject.kind());
    assertEquals(1, reject.row());
    assertEquals(3, reject.line());
    assertEquals(file.toString(), reject.source());
    assertTrue(reject.message().contains(message), reject::message);
    assertArrayEquals(new float[] {5, 6, 7, 8}, rows.get(2).intensities().get("ir"));
    assertEquals(List.of(), rows.get(2).rejects());
  }

  @Test
  void aRowNumberThatOneFileLacksShiftsNothing() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "2,5,6,7,8");
    Tables.write(folder.resolve("uv.csv"), Tables.UV_HEADER, "0,1,2,3", "1,4,5,6", "2,7,8,9");
    List<SpectraRow> rows = Tables.read(folder, Tables.UV, Tables.IR);
    SpectrumReject reject = rows.get(1).rejects().get(0);
    assertEquals(SpectrumRejectReason.MISSING, reject.reason());
    assertEquals("ir", reject.kind());
    assertEquals(1, reject.row());
    assertEquals(Set.of("uv"), rows.get(1).intensities().keySet());
    assertArrayEquals(new float[] {5, 6, 7, 8}, rows.get(2).intensities().get("ir"));
    assertArrayEquals(new float[] {7, 8, 9}, rows.get(2).intensities().get("uv"));
  }

  @Test
  void aRowThatOnlyTheIndexHasIsARowWithoutSpectra() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "2,5,6,7,8");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,a", "1,b", "2,c");
    List<SpectraRow> rows = Tables.read(folder, Tables.IR);
    assertEquals(List.of("a", "b", "c"), rows.stream().map(SpectraRow::id).toList());
    assertEquals(Set.of(), rows.get(1).intensities().keySet());
    assertEquals(SpectrumRejectReason.MISSING, rows.get(1).rejects().get(0).reason());
    assertArrayEquals(new float[] {5, 6, 7, 8}, rows.get(2).intensities().get("ir"));
  }

  @Test
  void quotesAroundNumbersDoNotMatter() throws IOException {
    Tables.write(
        folder.resolve("ir.csv"),
        "\"row\",\"500\",\"501\",\"502\",\"503\"",
        "\"0\",\"1\",\"2\",\"3\",\"4\"",
        "\"1\",\"\",\"\",\"\",\"\"");
    List<SpectraRow> rows = Tables.read(folder, Tables.IR);
    assertArrayEquals(new float[] {1, 2, 3, 4}, rows.get(0).intensities().get("ir"));
    assertEquals(Set.of(), rows.get(1).intensities().keySet());
    assertEquals(List.of(), rows.get(1).rejects());
  }

  @Test
  void linesThatRanTogetherLoseTheirOwnRowsOnly() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,41,1,2,3,4", "2,5,6,7,8");
    Tables.write(folder.resolve("uv.csv"), Tables.UV_HEADER, "0,1,2,3", "1,4,5,6", "2,7,8,9");
    List<SpectraRow> rows = Tables.read(folder, Tables.UV, Tables.IR);
    assertEquals(SpectrumRejectReason.MISSING_POINTS, rows.get(0).rejects().get(0).reason());
    assertEquals(SpectrumRejectReason.MISSING, rows.get(1).rejects().get(0).reason());
    assertEquals(Set.of("uv", "ir"), rows.get(2).intensities().keySet());
  }
}
