package io.molspectra.cli;

import io.molspectra.cli.Outcome.Reject;
import io.molspectra.table.CsvTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts rejected records, tells of the first few, and lists all of them in a file if one is
 * wanted. The list is published on {@link #close()}: it is of use even if the work itself failed.
 */
final class Rejects implements Closeable {

  /** Rejects told of one by one; more would bury everything else. */
  static final int TOLD = 10;

  private static final List<String> COLUMNS =
      List.of("source", "record", "line", "reason", "message");

  private final Consumer<String> told;
  private final @Nullable CsvTable table;
  private long count;

  private Rejects(Consumer<String> told, @Nullable CsvTable table) {
    this.told = told;
    this.table = table;
  }

  /**
   * @param file where to list them, or null
   * @param told is given a line for each of the first few
   * @throws IOException if the file cannot be written
   */
  static Rejects to(@Nullable Path file, Consumer<String> told) throws IOException {
    return new Rejects(told, file == null ? null : CsvTable.create(file, COLUMNS));
  }

  void add(Reject reject) throws IOException {
    count++;
    if (count <= TOLD) {
      told.accept("rejected: " + reject);
    } else if (count == TOLD + 1) {
      told.accept(
          table == null
              ? "further rejects are only counted; --rejects FILE lists all"
              : "further rejects are only listed in the file of rejects");
    }
    if (table != null) {
      table.row(reject.source(), reject.record(), reject.line(), reject.reason(), reject.message());
    }
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      try (table) {
        table.commit();
      }
    }
  }
}
