package io.molspectra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether the molecules of a folder of spectra have ids that structures can bear. */
final class RowIds {
  private RowIds() {}

  /**
   * Refuses tables without an index: their rows are numbered from 0, titles and records of
   * structures often from 1, and comparing them would pair every molecule with its neighbour.
   *
   * @param what cannot be done without ids
   * @throws CommandFailure USAGE if there are tables and no index.csv
   */
  static void require(Path folder, String what) throws IOException {
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve("index.csv"))) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> file.toString().matches(".*\\.csv(\\.gz)?"))) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "%s needs the ids of the spectra's molecules, but %s has no index.csv; add one with the columns row, id"
                .formatted(what, folder));
      }
    }
  }
}
