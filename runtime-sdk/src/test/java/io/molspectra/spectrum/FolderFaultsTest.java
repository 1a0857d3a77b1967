package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.spectrum.SpectraException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that may give a molecule another's spectra are refused, with file, line and cure. */
class FolderFaultsTest {

  @TempDir Path folder;

  @Test
  void aFolderWithoutAKindThatIsWantedSaysWhatItLookedFor() throws IOException {
    Tables.write(folder.resolve("raman.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    refused(Problem.NO_SPECTRA, "ir.csv", "ir_*.csv", "uv.csv", "uv/");
  }

  @Test
  void headersWithoutRowsAreNoSpectra() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER);
    refused(Problem.NO_SPECTRA, "no row");
  }

  @Test
  void aTruncatedFileIsNamedWithBothCountsAfterItsLastRow() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    Tables.write(folder.resolve("uv.csv"), Tables.UV_HEADER, "0,1,2,3", "1,4,5,6", "2,7,8,9");
    try (SpectraReader reader = SpectraFolder.open(folder, List.of(Tables.UV, Tables.IR))) {
      assertEquals("0", reader.next().id());
      var error = assertThrows(SpectraException.class, reader::hasNext);
      assertEquals(Problem.ROW_COUNT, error.problem());
      for (String part :
          List.of(
              "ir.csv has 1 rows, the last 0", "uv.csv has 3 rows, the last 2", "get it again")) {
        assertTrue(error.getMessage().contains(part), error::getMessage);
      }
    }
  }

  /** A caller that catches the exception must not get rows that may be shifted, nor a clean end. */
  @Test
  void afterAFaultOfTheFolderTheReaderGoesOnFailing() throws IOException {
    Tables.write(
        folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "1,1,2,3,4", "1,5,6,7,8", "2,,,,");
    Tables.write(folder.resolve("uv.csv"), Tables.UV_HEADER, "0,1,2,3", "1,4,5,6", "2,7,8,9");
    try (SpectraReader reader = SpectraFolder.open(folder, List.of(Tables.UV, Tables.IR))) {
      assertEquals("0", reader.next().id());
      var first = assertThrows(SpectraException.class, reader::next);
      assertEquals(Problem.DUPLICATE_ID, first.problem());
      assertEquals(first, assertThrows(SpectraException.class, reader::hasNext));
    }
  }

  @Test
  void anIndexOfAnotherLengthIsRefused() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "1,1,2,3,4");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,a", "1,b", "2,c");
    refused(Problem.ROW_COUNT, "index.csv has 3 rows", "ir.csv has 2 rows");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,a");
    refused(Problem.ROW_COUNT, "index.csv has 1 rows", "ir.csv has 2 rows");
  }

  @Test
  void aRowThatTheIndexSkipsIsRefused() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "1,1,2,3,4", "2,1,2,3,4");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,a", "2,c");
    refused(Problem.ROW_COUNT, "index.csv lacks row 1");
  }

  @Test
  void aRowNumberTwiceIsRefusedWithItsLines() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "0,5,6,7,8");
    refused(Problem.DUPLICATE_ID, "row 0", "line 2", "line 3");
  }

  @Test
  void anIdOrRowTwiceInTheIndexIsRefusedWithItsLines() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "1,5,6,7,8");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,a", "1,a");
    refused(Problem.DUPLICATE_ID, "id 'a'", "line 2", "line 3");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,a", "1,b", "0,c");
    refused(Problem.DUPLICATE_ID, "row 0", "line 2", "line 4");
  }

  @Test
  void rowNumbersThatDescendAreRefused() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "5,1,2,3,4", "4,5,6,7,8");
    refused(Problem.ROW_ORDER, "line 3", "row 4 comes after row 5", "sort");
    Tables.write(folder.resolve("index.csv"), "row,id", "5,a", "4,b");
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "4,1,2,3,4", "5,5,6,7,8");
    refused(Problem.ROW_ORDER, "index.csv, line 3");
  }

  @Test
  void rowsCountedFromOneAreRefused() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "1,1,2,3,4", "2,5,6,7,8");
    refused(Problem.ROW_ORDER, "count from 0");
  }

  @Test
  void aRowNumberThatIsNoneIsRefused() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "gdb_1,1,2,3,4");
    refused(Problem.DAMAGED_FILE, "line 2", "'gdb_1'");
  }

  @Test
  void anIndexThatIsNoneIsRefused() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    for (String[] index :
        new String[][] {
          {"row", "0"},
          {"row,id", "0,"},
          {"row,id,natoms", "0,a,many"},
          {"row,id", "0,\"a", "1,b"},
          {"id", "a"}
        }) {
      Tables.write(folder.resolve("index.csv"), index);
      refused(Problem.DAMAGED_FILE, "index.csv, line");
    }
    Files.writeString(folder.resolve("index.csv"), "");
    refused(Problem.DAMAGED_FILE, "empty");
  }

  @Test
  void aHeaderThatIsNoGridIsRefused() throws IOException {
    for (String header :
        List.of(
            ",500,501,a,503",
            ",500,502,501,503",
            ",500,500,501,502",
            "500,501,502,503",
            ",500",
            "row,a,b,c,d",
            ",500,501,502,")) {
      Tables.write(folder.resolve("ir.csv"), header, "0,1,2,3,4");
      refused(Problem.WRONG_GRID, "ir.csv, line 1", "must be");
    }
  }

  @Test
  void pointsThatDoNotCoverTheModelAreRefusedWithBothGrids() throws IOException {
    for (String header : List.of(",501,502,503", ",500,501,502", ",1,2,3")) {
      Tables.write(folder.resolve("ir.csv"), header, "0,1,2,3");
      refused(Problem.WRONG_GRID, "ir.csv has ", "3 points", "500.0..503.0 cm-1, 4 points");
    }
  }

  @Test
  void unequalSpacingIsFineToReadButNoGrid() throws IOException {
    Tables.write(folder.resolve("ir.csv"), ",500,500.5,502,503", "0,1,2,3,4");
    assertEquals(1, Tables.read(folder, Tables.IR).size());
    var error = assertThrows(SpectraException.class, () -> SpectraFolder.kindsIn(folder));
    assertEquals(Problem.WRONG_GRID, error.problem());
  }

  @Test
  void brokenCompressionIsRefused() throws IOException {
    String[] lines = new String[2001];
    lines[0] = Tables.IR_HEADER;
    for (int i = 0; i < 2000; i++) {
      lines[i + 1] = i + "," + Math.sqrt(i) + "," + Math.cbrt(i) + ",3,4";
    }
    Path file = Tables.gzip(folder.resolve("ir.csv.gz"), lines);
    assertEquals(2000, Tables.read(folder, Tables.IR).size());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    refused(Problem.DAMAGED_FILE, "ir.csv.gz", "download it again");
    Files.writeString(file, "not compressed");
    refused(Problem.DAMAGED_FILE, "ir.csv.gz", ".gz");
    Files.write(file, new byte[0]);
    refused(Problem.DAMAGED_FILE, "ir.csv.gz");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("ir.csv"), "");
    refused(Problem.DAMAGED_FILE, "ir.csv is empty");
  }

  @Test
  void twoFilesOfOneKindAreRefusedButNotACopyThatWasUnpacked() throws IOException {
    Tables.write(folder.resolve("ir_boraden.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    Tables.gzip(folder.resolve("ir_boraden.csv.gz"), Tables.IR_HEADER, "0,1,2,3,4");
    assertEquals(1, Tables.read(folder, Tables.IR).size());
    Tables.write(folder.resolve("ir_old.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    refused(Problem.AMBIGUOUS_FILES, "ir_boraden.csv", "ir_old.csv");
  }

  @Test
  void theTwoLayoutsDoNotMix() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    Tables.write(folder.resolve("uv/a.csv"), "1 1", "1.4 1");
    refused(Problem.AMBIGUOUS_FILES, "ir.csv", "uv");
  }

  private void refused(Problem problem, String... parts) {
    var error =
        assertThrows(SpectraException.class, () -> Tables.read(folder, Tables.UV, Tables.IR));
    assertEquals(problem, error.problem(), error::getMessage);
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error::getMessage);
    }
  }
}
