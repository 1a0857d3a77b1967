package io.molspectra.trainer.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file of the multimodal data set, streamed in order through DuckDB. */
final class ParquetRows implements Closeable {

  private final Path file;
  private final List<SourceColumn> columns;
  private final Connection connection;
  private final PreparedStatement statement;
  private final ResultSet result;
  private long record;

  /**
   * One row.
   *
   * @param record 1-based
   * @param smiles null if there is none
   * @param spectra as they are stored, by column; columns that are null are not in the map, and
   *     points that are null are NaN
   */
  record Row(long record, @Nullable String smiles, Map<SourceColumn, float[]> spectra) {}

  private ParquetRows(
      Path file,
      List<SourceColumn> columns,
      Connection connection,
      PreparedStatement statement,
      ResultSet result) {
    this.file = file;
    this.columns = columns;
    this.connection = connection;
    this.statement = statement;
    this.result = result;
  }

  /**
   * @param limit rows to read at most
   * @throws ConversionException if it is no Parquet file or lacks a column
   */
  static ParquetRows open(Path file, List<SourceColumn> columns, long limit) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    String pattern = DuckDbFile.pattern(file);
    // What is opened before something fails must not stay open.
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings());
      opened.add(connection);
      requireColumns(file, pattern, connection, columns);
      PreparedStatement statement = connection.prepareStatement(query(columns));
      opened.add(statement);
      statement.setString(1, pattern);
      statement.setLong(2, limit);
      return new ParquetRows(file, columns, connection, statement, statement.executeQuery());
    } catch (SQLException | RuntimeException e) {
      for (int i = opened.size() - 1; i >= 0; i--) {
        try {
          opened.get(i).close();
        } catch (Exception hidden) {
          e.addSuppressed(hidden);
        }
      }
      throw e instanceof RuntimeException known ? known : unreadable(file, (SQLException) e);
    }
  }

  /** The next row, or null after the last. */
  @Nullable Row next() {
    try {
      if (!result.next()) {
        return null;
      }
      Map<SourceColumn, float[]> spectra = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        Array array = result.getArray(i + 2);
        if (array != null) {
          spectra.put(columns.get(i), floats((Object[]) array.getArray()));
        }
      }
      return new Row(++record, result.getString(1), spectra);
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (connection;
        statement;
        result) {
      // Closed in the reverse of this order.
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    // Parquet is built in. Nothing is ever fetched, whatever the file may ask for.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    // The processors are for the conformers.
    settings.setProperty("threads", "1");
    return settings;
  }

  private static void requireColumns(
      Path file, String pattern, Connection connection, List<SourceColumn> columns)
      throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (PreparedStatement describe =
        connection.prepareStatement("DESCRIBE SELECT * FROM read_parquet(?)")) {
      describe.setString(1, pattern);
      try (ResultSet described = describe.executeQuery()) {
        while (described.next()) {
          types.put(described.getString("column_name"), described.getString("column_type"));
        }
      }
    }
    requireColumn(file, types, SourceColumn.SMILES, "VARCHAR", "text");
    for (SourceColumn column : columns) {
      requireColumn(
          file,
          types,
          column.name(),
          "(FLOAT|DOUBLE)\\[\\d*\\]",
          "a list of %d numbers (%s)"
              .formatted(column.kind().grid().length(), column.kind().grid()));
    }
  }

  private static void requireColumn(
      Path file, Map<String, String> types, String name, String type, String expected) {
    String found = types.get(name);
    if (found == null) {
      throw new ConversionException(
          "%s has no column %s, %s; its columns are %s. Give a file of the multimodal spectroscopic data set, or leave out kinds it lacks with --kinds"
              .formatted(file, name, expected, String.join(", ", types.keySet())));
    }
    if (!found.matches(type)) {
      throw new ConversionException(
          "%s: column %s is %s, expected %s".formatted(file, name, found, expected));
    }
  }

  private static String query(List<SourceColumn> columns) {
    return columns.stream()
        .map(column -> "CAST(%s AS FLOAT[])".formatted(column.name()))
        .collect(
            Collectors.joining(
                ", ", "SELECT " + SourceColumn.SMILES + ", ", " FROM read_parquet(?) LIMIT ?"));
  }

  private static float[] floats(Object[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i] == null ? Float.NaN : ((Number) values[i]).floatValue();
    }
    return floats;
  }

  private static ConversionException unreadable(Path file, SQLException e) {
    String message = String.valueOf(e.getMessage()).strip().split("\\R", 2)[0];
    return new ConversionException(
        "%s cannot be read as Parquet: %s; copy or download it again".formatted(file, message), e);
  }
}
