package io.molspectra.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.library.LibraryRow.Smiles;
import io.molspectra.library.LibraryRow.Structure;
import io.molspectra.library.LibraryRow.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryFilesTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<LibraryRow> rows(Path file) throws IOException {
    return rows(file, SmilesColumns.usual());
  }

  private static List<LibraryRow> rows(Path file, SmilesColumns columns) throws IOException {
    List<LibraryRow> rows = new ArrayList<>();
    try (LibraryReader reader = LibraryFiles.open(file, columns)) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  @Test
  void aLineIsASmilesAndAName() throws IOException {
    Path file = file("a.smi", "SMILES name\nCCO\tethanol, 96 %\n\n# none\n  C methane  \nO\n");
    String source = file.toString();
    assertEquals(
        List.of(
            new Smiles(source, 2, 2, "ethanol, 96 %", "CCO"),
            new Smiles(source, 5, 5, "methane", "C"),
            new Smiles(source, 6, 6, "6", "O")),
        rows(file));
  }

  @Test
  void aFirstLineThatIsNoHeaderIsAMolecule() throws IOException {
    assertEquals("C", ((Smiles) rows(file("a.smi", "C smiles\n")).get(0)).smiles());
  }

  @Test
  void linesThatAreNoTextAreRowsOfTheirOwn() throws IOException {
    byte[] bytes = "CC a\nC\u0001C b\nCCC c\n".getBytes(StandardCharsets.UTF_8);
    List<LibraryRow> rows = rows(file("a.smi", bytes));
    assertEquals(3, rows.size());
    Unreadable bad = (Unreadable) rows.get(1);
    assertEquals("ENCODING", bad.reason());
    assertEquals(2, bad.line());
  }

  @ParameterizedTest
  @CsvSource({"empty.smi, EMPTY_FILE", "utf16.smi, ENCODING", "false.smi.gz, ENCODING"})
  void filesThatHoldNothingReadableSayWhy(String name, String reason) throws IOException {
    byte[] content =
        switch (name) {
          case "utf16.smi" -> "CC a\n".getBytes(StandardCharsets.UTF_16);
          case "false.smi.gz" -> "CC a\n".getBytes(StandardCharsets.UTF_8);
          default -> new byte[0];
        };
    List<LibraryRow> rows = rows(file(name, content));
    assertEquals(1, rows.size());
    assertEquals(reason, ((Unreadable) rows.get(0)).reason());
  }

  @ParameterizedTest
  @CsvSource({"a.smi.gz", "a.csv.gz"})
  void aCutFileGivesWhatIsWholeAndOneFault(String name) throws IOException {
    var text = new StringBuilder(name.contains("csv") ? "smiles,id\n" : "smiles id\n");
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String smiles =
          random.ints(8, 0, 3).mapToObj(k -> "CNO".substring(k, k + 1)).reduce("", String::concat);
      text.append(smiles).append(name.contains("csv") ? "," : " ").append(i).append('\n');
    }
    byte[] whole = gzip(text.toString());
    List<LibraryRow> rows = rows(file(name, Arrays.copyOf(whole, whole.length / 2)));
    assertTrue(rows.size() > 1000 && rows.size() < 20_000, "" + rows.size());
    assertEquals("TRUNCATED", ((Unreadable) rows.get(rows.size() - 1)).reason());
    for (int i = 0; i < rows.size() - 1; i++) {
      assertEquals(String.valueOf(i), rows.get(i).id());
    }
  }

  @Test
  void columnsAreFoundByTheirUsualNames() throws IOException {
    Path file = file("a.csv", "\uFEFFName,logP,SMILES\n\"a, b\",1.5,CCO\nc,2,N#N\n,3,O\n");
    assertEquals(
        List.of(
            new Smiles(file.toString(), 1, 2, "a, b", "CCO"),
            new Smiles(file.toString(), 2, 3, "c", "N#N"),
            new Smiles(file.toString(), 3, 4, "3", "O")),
        rows(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void aRowOfATableKnowsTheLineItBeginsIn(String lineEnd) throws IOException {
    String text = "\uFEFF\nsmiles,note\n\nC,\"two\nlines\"\n\n\nO,x\n";
    List<LibraryRow> rows = rows(file("a.csv", text.replace("\n", lineEnd)));
    assertEquals(List.of(4L, 8L), rows.stream().map(row -> ((Smiles) row).line()).toList());
    assertEquals(List.of(1L, 2L), rows.stream().map(LibraryRow::record).toList());
  }

  @Test
  void columnsAreFoundByTheNamesThatAreGiven() throws IOException {
    Path file = file("a.tsv", "s\tn\tsmiles\nCCO\tx\tO\n");
    assertEquals(
        List.of(new Smiles(file.toString(), 1, 2, "x", "CCO")),
        rows(file, new SmilesColumns("s", "n")));
    String message =
        assertThrows(IllegalArgumentException.class, () -> rows(file, new SmilesColumns("s", "m")))
            .getMessage();
    assertTrue(message.contains("no column 'm'; its columns are [s, n, smiles]"), message);
  }

  @Test
  void aTableWithoutSmilesIsRefusedWithItsColumns() throws IOException {
    Path file = file("a.csv", "id,mass\n1,2\n");
    String message = assertThrows(IllegalArgumentException.class, () -> rows(file)).getMessage();
    assertTrue(message.contains("[id, mass]") && message.contains("in SmilesColumns"), message);
  }

  @ParameterizedTest
  @CsvSource({"'smiles,SMILES', --smiles-column", "'smiles,id, ID', --id-column"})
  void columnsThatDifferInCaseAloneAreNotGuessed(String header, String option) throws IOException {
    Path file = file("a.csv", header + "\nC" + ",x".repeat(header.split(",").length - 1) + "\n");
    String message = assertThrows(IllegalArgumentException.class, () -> rows(file)).getMessage();
    assertTrue(message.contains("which is meant?") && message.contains(option), message);
    assertEquals(
        1, rows(file, new SmilesColumns("smiles", header.contains("id") ? "id" : null)).size());
  }

  @Test
  void aFolderHoldsTablesAndStructuresInTheOrderOfTheirNames() throws IOException {
    file("a.smi", "C a\n");
    file("b.xyz", "1\nb\nO 0 0 0\n");
    file("c.csv", "id,mass\nx,1\n");
    file("d.tsv", "smiles\tid\nO\td\n");
    List<LibraryRow> rows = rows(folder);
    assertEquals(List.of("a", "b", "", "d"), rows.stream().map(LibraryRow::id).toList());
    Unreadable bad = (Unreadable) rows.get(2);
    assertEquals("UNSUPPORTED", bad.reason());
    assertTrue(bad.message().contains("[id, mass]"), bad.message());
  }

  @Test
  void aRowWithOtherCellsCostsNoOther() throws IOException {
    List<LibraryRow> rows = rows(file("a.csv", "smiles,id\nC,a\nCC,b,x\n\nO\nN,d\n"));
    assertEquals(4, rows.size());
    assertEquals("SYNTAX", ((Unreadable) rows.get(1)).reason());
    assertEquals(3, ((Unreadable) rows.get(1)).line());
    assertEquals(5, ((Unreadable) rows.get(2)).line());
    assertEquals("d", rows.get(3).id());
  }

  @Test
  void structuresAreReadAsEverywhere() throws IOException {
    List<LibraryRow> rows =
        rows(file("a.xyz", "1\no atom\nO 0 0 0\n1\nbad\nO 0 0\n1\nh\nH 0 0 0\n"));
    assertEquals(3, rows.size());
    assertEquals("o", ((Structure) rows.get(0)).id());
    assertEquals("SYNTAX", ((Unreadable) rows.get(1)).reason());
  }

  @Test
  void theNumberOfRowsIsToldBeforeTheyAreRead() throws IOException {
    Path smiles = file("a.smi.gz", gzip("C\n".repeat(500) + "O"));
    Path table = file("a.csv", "smiles\n" + "C\n".repeat(70));
    try (LibraryReader reader = LibraryFiles.open(smiles, SmilesColumns.usual())) {
      assertEquals(501, reader.expectedRows());
    }
    try (var both =
        new LibrarySequence(
            List.of(smiles, table), file -> LibraryFiles.open(file, SmilesColumns.usual()))) {
      both.next();
      assertEquals(1002, both.expectedRows());
      int rows = 1;
      while (both.hasNext()) {
        both.next();
        rows++;
      }
      assertEquals(571, rows);
      assertEquals(571, both.expectedRows());
    }
  }

  @Test
  void whatIsNotThereOrHasNoFormatIsAnError() throws IOException {
    assertThrows(NoSuchFileException.class, () -> rows(folder.resolve("none.smi")));
    Path file = file("a.pdb", "x");
    String message = assertThrows(IllegalArgumentException.class, () -> rows(file)).getMessage();
    assertTrue(message.contains(".smi") && message.contains(".sdf"), message);
  }
}
