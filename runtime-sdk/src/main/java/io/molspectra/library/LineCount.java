package io.molspectra.library;

import io.molspectra.file.GzipInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the lines of a file, for progress alone: far faster than what is done with each line. */
final class LineCount {

  private final Path file;
  private double lines = -1;

  LineCount(Path file) {
    this.file = file;
  }

  /** Lines, counted when first asked for; NaN for what can be read once only, or not at all. */
  synchronized double lines() {
    if (lines < 0) {
      lines = Files.isRegularFile(file) ? count() : Double.NaN;
    }
    return lines;
  }

  private double count() {
    byte[] buffer = new byte[1 << 16];
    long ends = 0;
    boolean open = false;
    try (InputStream bytes = Files.newInputStream(file);
        InputStream in = LibraryFiles.isGzip(file) ? GzipInput.open(bytes) : bytes) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          ends += buffer[i] == '\n' ? 1 : 0;
        }
        open = buffer[read - 1] != '\n';
      }
    } catch (IOException damaged) {
      // The reader tells of it; until there the count is right.
    }
    return ends + (open ? 1 : 0);
  }
}
