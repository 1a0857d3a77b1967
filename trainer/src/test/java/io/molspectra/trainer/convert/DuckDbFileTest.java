package io.molspectra.trainer.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFileTest {

  /** The name itself is what a file holds; each of the first would fit some of the others. */
  private static final String[] NAMES = {
    "z[1]", "z[!1]", "[a-z]", "lib?", "s*", "**", "x*y?[z]", "z[", "z[]", "z]1", "[^z]", "{a,b}",
    "z1", "z]", "a", "b", "liba", "st", "q'q", "q\"q", "a b", "é", "b\\x", "$0", "~", "%41", "a:b"
  };

  @TempDir Path folder;

  @Test
  void aReaderReadsTheFileThatIsNamedAndNoOther() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String sub : new String[] {".", "d", "[d]", "d*"}) {
        Path in = Files.createDirectories(folder.resolve(sub));
        for (String name : NAMES) {
          Files.writeString(
              in.resolve(name + ".csv"), "where\n\"%s\"\n".formatted(sub + quoted(name)));
        }
      }
      for (String sub : new String[] {".", "d"}) {
        for (String name : NAMES) {
          assertEquals(sub + name, read(connection, folder.resolve(sub).resolve(name + ".csv")));
        }
      }
      assertEquals("[d]z[1]", read(connection, folder.resolve("[d]").resolve("z[1].csv")));
      assertEquals("d*s*", read(connection, folder.resolve("d*").resolve("s*.csv")));
    }
  }

  private static String quoted(String name) {
    return name.replace("\"", "\"\"");
  }

  private static String read(Connection connection, Path file) throws Exception {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM read_csv(?, header = true, delim = ',', quote = '\"', escape = '\"')")) {
      select.setString(1, DuckDbFile.pattern(file));
      try (ResultSet rows = select.executeQuery()) {
        assertTrue(rows.next());
        String content = rows.getString(1);
        assertFalse(rows.next(), () -> file + " is not all that was read");
        return content;
      }
    }
  }

  @Test
  void aNameThatDuckDbWouldTakeForAnotherPlaceIsTakenAsItIs() throws IOException {
    assertEquals("./~x.parquet", DuckDbFile.pattern(Path.of("~x.parquet")));
    assertEquals("./file:/x.parquet", DuckDbFile.pattern(Path.of("file:", "x.parquet")));
    assertEquals("a/~x.parquet", DuckDbFile.pattern(Path.of("a", "~x.parquet")));
  }

  @Test
  void aNameThatNoPatternFitsIsRefused() {
    IOException refused =
        assertThrows(IOException.class, () -> DuckDbFile.pattern(Path.of("b\\[1].parquet")));
    assertTrue(refused.getMessage().contains("rename it"), refused.getMessage());
  }
}
