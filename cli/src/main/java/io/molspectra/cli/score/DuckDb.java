package io.molspectra.cli.score;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** DuckDB in memory, for Parquet alone. */
final class DuckDb {

  private DuckDb() {}

  static Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    // Parquet is built in. Nothing is ever fetched, whatever the file may ask for.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    // One thread keeps the order of rows, and leaves the processors to the conformers.
    settings.setProperty("threads", "1");
    return DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  /** A column or file name as it is written in SQL. */
  static String quoted(String text, char quote) {
    String one = String.valueOf(quote);
    return one + text.replace(one, one + one) + one;
  }

  /** The first line of what is wrong. */
  static String message(SQLException e) {
    return String.valueOf(e.getMessage()).strip().split("\\R", 2)[0];
  }
}
