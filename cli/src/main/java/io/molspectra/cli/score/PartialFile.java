package io.molspectra.cli.score;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows under a temporary name until it is complete. What was written up to a known
 * length survives a crash; what came after it is cut off when the file is opened again.
 */
final class PartialFile implements Closeable {

  private final FileChannel channel;
  private final OutputStream stream;

  private PartialFile(FileChannel channel) {
    this.channel = channel;
    this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /** The temporary name of a file. */
  static Path nameOf(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".partial");
  }

  /**
   * Opens the file at a length.
   *
   * @param length bytes to keep; 0 to begin anew
   * @throws IOException if it is shorter than that, cannot be written, or is written already
   */
  static PartialFile open(Path target, long length) throws IOException {
    Path partial = nameOf(target);
    FileChannel channel =
        FileChannel.open(partial, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      requireAlone(channel, target);
      if (channel.size() < length) {
        throw new IOException(
            "%s has %d bytes where %d were written; --restart begins anew"
                .formatted(partial, channel.size(), length));
      }
      channel.truncate(length);
      channel.position(length);
      return new PartialFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void requireAlone(FileChannel channel, Path target) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // This process itself writes it.
    }
    throw new IOException("another scoring writes " + target);
  }

  OutputStream stream() {
    return stream;
  }

  /**
   * Makes sure that all bytes so far are on disk.
   *
   * @return how many there are
   */
  long force() throws IOException {
    stream.flush();
    channel.force(false);
    return channel.position();
  }

  /** Closes the file without a change of its name. */
  @Override
  public void close() throws IOException {
    try (channel) {
      stream.flush();
    }
  }

  /** Gives a partial file its name. Does nothing if there is no partial file. */
  static void publish(Path target) throws IOException {
    move(nameOf(target), target);
  }

  private static void move(Path from, Path target) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try {
      Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
