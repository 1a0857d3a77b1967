package io.molspectra.cli.score;

import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibraryRow;
import io.molspectra.library.SmilesColumns;
import io.molspectra.trainer.convert.DuckDbFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file with a column of SMILES, streamed in order through DuckDB. */
public final class ParquetLibrary implements LibraryReader {

  private final Path file;
  private final long rows;
  private final Connection connection;
  private final PreparedStatement statement;
  private final ResultSet result;
  private long record;
  private @Nullable LibraryRow next;
  private boolean finished;

  private ParquetLibrary(
      Path file, long rows, Connection connection, PreparedStatement statement, ResultSet result) {
    this.file = file;
    this.rows = rows;
    this.connection = connection;
    this.statement = statement;
    this.result = result;
  }

  /** Whether a name is that of a Parquet file. */
  public static boolean isParquet(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if a column is not there
   * @throws IOException if it is no Parquet file
   */
  public static ParquetLibrary open(Path file, SmilesColumns columns) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such library");
    }
    String pattern = DuckDbFile.pattern(file);
    Connection connection = null;
    try {
      connection = DuckDb.open();
      List<String> header = header(connection, pattern);
      SmilesColumns.Places places = columns.in(file, header);
      String smiles = DuckDb.quoted(header.get(places.smiles()), '"');
      String id = places.id() < 0 ? "NULL" : DuckDb.quoted(header.get(places.id()), '"');
      long rows = count(connection, pattern);
      PreparedStatement statement =
          connection.prepareStatement(
              "SELECT CAST(%s AS VARCHAR), CAST(%s AS VARCHAR) FROM read_parquet(?)"
                  .formatted(smiles, id));
      statement.setString(1, pattern);
      return new ParquetLibrary(file, rows, connection, statement, statement.executeQuery());
    } catch (SQLException | RuntimeException e) {
      close(connection, e);
      if (e instanceof SQLException sql) {
        throw new IOException(
            "%s cannot be read as Parquet: %s; copy or download it again"
                .formatted(file, DuckDb.message(sql)),
            e);
      }
      throw (RuntimeException) e;
    }
  }

  private static void close(@Nullable Connection connection, Exception because) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private static List<String> header(Connection connection, String pattern) throws SQLException {
    List<String> header = new ArrayList<>();
    try (PreparedStatement describe =
        connection.prepareStatement("DESCRIBE SELECT * FROM read_parquet(?)")) {
      describe.setString(1, pattern);
      try (ResultSet described = describe.executeQuery()) {
        while (described.next()) {
          header.add(described.getString("column_name"));
        }
      }
    }
    return header;
  }

  private static long count(Connection connection, String pattern) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement("SELECT count(*) FROM read_parquet(?)")) {
      count.setString(1, pattern);
      try (ResultSet counted = count.executeQuery()) {
        return counted.next() ? counted.getLong(1) : 0;
      }
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !finished) {
      next = advance();
      finished |= next == null;
    }
    return next != null;
  }

  @Override
  public LibraryRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException(file + " has no more rows");
    }
    LibraryRow row = next;
    next = null;
    return row;
  }

  private @Nullable LibraryRow advance() {
    try {
      if (!result.next()) {
        return record > 0 ? null : empty();
      }
      record++;
      String smiles = result.getString(1);
      String id = result.getString(2);
      return new LibraryRow.Smiles(
          file.toString(),
          record,
          0,
          id == null || id.isBlank() ? Long.toString(record) : id.strip(),
          smiles == null ? "" : smiles.strip());
    } catch (SQLException e) {
      finished = true;
      record++;
      return new LibraryRow.Unreadable(
          file.toString(),
          record,
          0,
          "",
          "TRUNCATED",
          DuckDb.message(e) + "; nothing behind it is read, copy or download the file again");
    }
  }

  private LibraryRow empty() {
    record++;
    return new LibraryRow.Unreadable(
        file.toString(), record, 0, "", "EMPTY_FILE", "no row in it but the names of its columns");
  }

  @Override
  public double expectedRows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    finished = true;
    try (connection;
        statement;
        result) {
      // Closed in the reverse of this order.
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
