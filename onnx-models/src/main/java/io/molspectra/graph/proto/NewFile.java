package io.molspectra.graph.proto;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears complete or not at all: it is written beside its place under a temporary name
 * and moved when it is whole.
 */
final class NewFile implements AutoCloseable {
  private final Path target;
  private final Path temporary;
  private final OutputStream stream;

  NewFile(Path target) throws IOException {
    this.target = target.toAbsolutePath();
    Path folder = this.target.getParent();
    Files.createDirectories(folder);
    temporary = this.target.resolveSibling("." + target.getFileName() + ".part");
    stream = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16);
  }

  OutputStream stream() {
    return stream;
  }

  /** Puts the file in its place. */
  void publish() throws IOException {
    stream.close();
    // without this a crash of the machine could leave an empty file under the final name
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Discards what was not published. */
  @Override
  public void close() throws IOException {
    try {
      stream.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
