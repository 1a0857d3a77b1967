package io.molspectra.cli.score;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file that grows under a temporary name until it is complete. What was written up to a known
 * state survives a crash; what came after it is cut off when the file is gone on with, and what was
 * changed meanwhile is noticed.
 */
final class PartialFile implements Closeable {

  private final Path partial;
  private final FileChannel channel;
  private final CRC32C checksum = new CRC32C();
  private final OutputStream stream;

  /**
   * What of a file is on disk.
   *
   * @param bytes from its beginning
   * @param checksum CRC-32C of these
   */
  record State(long bytes, long checksum) {
    static final State NONE = new State(0, 0);
  }

  private PartialFile(Path partial, FileChannel channel) {
    this.partial = partial;
    this.channel = channel;
    this.stream = new BufferedOutputStream(new Summed(), 1 << 16);
  }

  /** The temporary name of a file. */
  static Path nameOf(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".partial");
  }

  /**
   * Opens the file, or makes it, for this process alone; nothing in it is changed yet.
   *
   * @throws IOException if it cannot be written, or is written already
   */
  static PartialFile open(Path target) throws IOException {
    Path partial = nameOf(target);
    FileChannel channel =
        FileChannel.open(
            partial, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      requireAlone(channel, target);
      return new PartialFile(partial, channel);
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
    throw new IOException(
        "another scoring writes %s at this moment: wait for its end, or give another --output"
            .formatted(target));
  }

  /**
   * Goes on behind what was written, and cuts off the rest.
   *
   * @throws IOException if the file does not begin with what was written
   */
  void goOn(State written) throws IOException {
    if (channel.size() < written.bytes()) {
      throw new IOException(
          "%s has %,d bytes where %,d were written: it was cut or replaced; --restart begins anew"
              .formatted(partial, channel.size(), written.bytes()));
    }
    sum(written.bytes());
    if (checksum.getValue() != written.checksum()) {
      throw new IOException(
          "%s is damaged: its content was changed since it was written; --restart begins anew"
              .formatted(partial));
    }
    channel.truncate(written.bytes());
    channel.position(written.bytes());
  }

  private void sum(long bytes) throws IOException {
    checksum.reset();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long left = bytes;
    channel.position(0);
    while (left > 0) {
      buffer.clear().limit((int) Math.min(left, buffer.capacity()));
      int read = channel.read(buffer);
      if (read < 0) {
        throw new IOException(partial + " ends early; --restart begins anew");
      }
      checksum.update(buffer.flip());
      left -= read;
    }
  }

  OutputStream stream() {
    return stream;
  }

  /** Makes sure that all bytes so far are on disk, and tells which they are. */
  State force() throws IOException {
    stream.flush();
    try {
      channel.force(false);
    } catch (IOException e) {
      throw unwritable(partial, e);
    }
    return new State(channel.position(), checksum.getValue());
  }

  /** Closes the file without a change of its name. */
  @Override
  public void close() throws IOException {
    try (channel) {
      stream.flush();
    }
  }

  /** What a disk that is full, or gone, is told as. */
  static IOException unwritable(Path file, IOException e) {
    return new IOException(
        "%s cannot be written: %s; the rows that were done are kept: make room, and the same command with --resume goes on"
            .formatted(file, e.getMessage()),
        e);
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

  /** Bytes on their way to the file. */
  private final class Summed extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
      try {
        while (left.hasRemaining()) {
          channel.write(left);
        }
      } catch (IOException e) {
        throw unwritable(partial, e);
      }
      checksum.update(bytes, offset, length);
    }
  }
}
