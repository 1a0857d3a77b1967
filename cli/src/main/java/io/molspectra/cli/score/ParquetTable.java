package io.molspectra.cli.score;

import io.molspectra.file.AtomicFile;
import io.molspectra.trainer.convert.DuckDbFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a table of scores as Parquet: numbers as DOUBLE, the embedding as one list of FLOAT. */
final class ParquetTable {

  private ParquetTable() {}

  static void write(ScoreTable table, Path csv, Path target) throws IOException {
    Path made = target.resolveSibling("." + target.getFileName() + ".made");
    try (Connection connection = DuckDb.open();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT %s FROM read_csv(%s, header = true, auto_detect = false, delim = ',',"
                  .formatted(
                      String.join(", ", selected(table)),
                      DuckDb.quoted(DuckDbFile.pattern(csv), '\''))
              + " quote = '\"', escape = '\"', columns = {%s})) TO %s"
                  .formatted(types(table), DuckDb.quoted(made.toAbsolutePath().toString(), '\''))
              + " (FORMAT parquet, COMPRESSION zstd)");
    } catch (SQLException e) {
      Files.deleteIfExists(made);
      throw new IOException(
          "%s cannot be written: %s; the rows are kept, --resume tries again"
              .formatted(target, DuckDb.message(e)),
          e);
    }
    try (AtomicFile file = AtomicFile.create(target)) {
      Files.copy(made, file.stream());
      file.commit();
    }
    Files.delete(made);
  }

  private static List<String> selected(ScoreTable table) {
    List<String> columns = new ArrayList<>();
    List<String> header = table.header();
    int plain = header.size() - table.embedding();
    header.subList(0, plain).forEach(name -> columns.add(DuckDb.quoted(name, '"')));
    if (table.embedding() > 0) {
      columns.add(
          header.subList(plain, header.size()).stream()
              .map(name -> DuckDb.quoted(name, '"'))
              .collect(Collectors.joining(", ", "list_value(", ") AS " + ScoreTable.EMBEDDING)));
    }
    return columns;
  }

  private static String types(ScoreTable table) {
    List<String> header = table.header();
    int firstNumber = header.size() - table.embedding() - table.numbers().size();
    int firstEmbedding = header.size() - table.embedding();
    return IntStream.range(0, header.size())
        .mapToObj(
            i -> {
              String type = i == 0 ? "BIGINT" : i < firstNumber ? "VARCHAR" : "DOUBLE";
              return "%s: '%s'"
                  .formatted(
                      DuckDb.quoted(header.get(i), '\''), i >= firstEmbedding ? "FLOAT" : type);
            })
        .collect(Collectors.joining(", "));
  }
}
