package io.molspectra.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.library.LibraryRow.Smiles;
import io.molspectra.library.LibraryRow.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedTableTest {

  @TempDir Path folder;

  private List<LibraryRow> rows(String name, byte[] content) throws IOException {
    List<LibraryRow> rows = new ArrayList<>();
    Path file = Files.write(folder.resolve(name), content);
    try (LibraryReader reader = LibraryFiles.open(file, SmilesColumns.usual())) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  private List<LibraryRow> rows(String text) throws IOException {
    return rows("a.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  /** The note is read by nobody, so nothing but the quote itself tells that rows are missing. */
  @ParameterizedTest
  @ValueSource(strings = {"O,c,x\n", "O,c,x", "O,c,\"\"\n", "O,c,a\"\"b\"\"\n"})
  void aQuoteThatIsNeverClosedIsToldWithTheLinesItSwallows(String last) throws IOException {
    List<LibraryRow> rows = rows("smiles,id,note\nCC,a,fine\nCCC,b,\"open\n" + last);
    assertEquals("a", rows.get(0).id());
    assertEquals(2, rows.size());
    Unreadable bad = (Unreadable) rows.get(1);
    assertEquals("SYNTAX", bad.reason());
    assertEquals(3, bad.line());
    assertTrue(bad.message().contains("never closed"), bad.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"two\nlines\"", "\"two\nlines\"\n\n", "\"\n\"\"\"\n", "\"a\n\"\"b\"\"\"\r\n"})
  void lineBreaksInAClosedQuoteAreNoDamage(String cell) throws IOException {
    List<LibraryRow> rows = rows("smiles,id,note\nCC,a," + cell);
    assertEquals(1, rows.size());
    assertEquals("a", ((Smiles) rows.get(0)).id());
  }

  @ParameterizedTest
  @CsvSource({
    "smiles;id;smiles, two columns called 'smiles'",
    "id;smiles;id, two columns called 'id'",
    "id;structure, none of its columns",
  })
  void aHeaderThatDoesNotTellTheColumnsIsRefused(String header, String told) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> rows(header.replace(';', ',') + "\nC,a,C\n"));
    assertTrue(String.valueOf(refused.getMessage()).contains(told), refused.getMessage());
    assertTrue(String.valueOf(refused.getMessage()).contains("a.csv"), refused.getMessage());
  }

  @Test
  void aHeaderThatSwallowsTheFileIsNotRepeatedInFull() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> rows("\"smiles,id\n" + "CC,name\n".repeat(5000)));
    assertTrue(String.valueOf(refused.getMessage()).length() < 500, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"C\0C,b", "CC,b\0", "CC,b\u0001b"})
  void cellsWithControlsAreNoText(String row) throws IOException {
    List<LibraryRow> rows = rows("smiles,id\nC,a\n" + row + "\nO,c\n");
    assertEquals(3, rows.size());
    assertEquals("ENCODING", ((Unreadable) rows.get(1)).reason());
    assertEquals("c", rows.get(2).id());
  }

  @Test
  void bytesThatAreNoUtf8AreNotGuessed() throws IOException {
    byte[] latin = "smiles,id\nC,caf\u00e9\nO,c\n".getBytes(StandardCharsets.ISO_8859_1);
    List<LibraryRow> rows = rows("a.csv", latin);
    assertEquals("ENCODING", ((Unreadable) rows.get(0)).reason());
    assertEquals("c", rows.get(1).id());
  }

  @Test
  void whatIsNotCompressedAsItsNameSaysIsRefusedByName() throws IOException {
    byte[] text = "smiles,id\nC,a\n".getBytes(StandardCharsets.UTF_8);
    IOException plain = assertThrows(IOException.class, () -> rows("a.csv.gz", text));
    assertTrue(String.valueOf(plain.getMessage()).contains("a.csv.gz cannot be read: the name"));
    byte[] zipped = gzip(text);
    IOException gzip = assertThrows(IOException.class, () -> rows("b.csv", zipped));
    assertTrue(
        String.valueOf(gzip.getMessage()).contains("b.csv cannot be read: the content is gz"));
    IOException cut =
        assertThrows(IOException.class, () -> rows("c.csv.gz", Arrays.copyOf(zipped, 5)));
    assertTrue(String.valueOf(cut.getMessage()).contains("c.csv.gz"), cut.getMessage());
  }

  @Test
  void whatFollowsTheCompressedRowsIsTold() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip("smiles,id\nC,a\nO,b\n".getBytes(StandardCharsets.UTF_8)));
    bytes.writeBytes("N,c\n".getBytes(StandardCharsets.UTF_8));
    List<LibraryRow> rows = rows("a.csv.gz", bytes.toByteArray());
    Unreadable bad = (Unreadable) rows.get(rows.size() - 1);
    assertEquals("TRUNCATED", bad.reason());
    assertEquals(4, bad.line());
    assertEquals(List.of("a", "b"), rows.subList(0, 2).stream().map(LibraryRow::id).toList());
  }

  @Test
  void aTableThatBreaksOffIsToldWithTheLineAfterTheLastWholeRow() throws IOException {
    String text = "smiles,id\nC,a\nO,\"two\nlines\"\n" + "N,c\n".repeat(100_000);
    byte[] zipped = gzip(text.getBytes(StandardCharsets.UTF_8));
    List<LibraryRow> rows = rows("a.csv.gz", Arrays.copyOf(zipped, zipped.length / 2));
    Unreadable bad = (Unreadable) rows.get(rows.size() - 1);
    assertEquals("TRUNCATED", bad.reason());
    // The header's line, and one more of the name with a line break.
    assertEquals(rows.size() + 2, bad.line());
  }

  private static byte[] gzip(byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }
}
