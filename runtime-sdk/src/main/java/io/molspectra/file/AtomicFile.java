package io.molspectra.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is complete. The bytes go to a temporary file in
 * the same folder; {@link #commit()} forces them to disk and moves the file to its name. Closing
 * without a commit removes the temporary file and leaves what was there before.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(path)) {
 *   file.stream().write(bytes);
 *   file.commit();
 * }
 * }</pre>
 *
 * A target that exists and is no regular file ({@code /dev/stdout}, a pipe) is written directly.
 */
public final class AtomicFile implements Closeable {

  private final Path target;
  private final Path written;
  private final FileChannel channel;
  private final OutputStream stream;
  private boolean committed;

  private AtomicFile(Path target, Path written, FileChannel channel) {
    this.target = target;
    this.written = written;
    this.channel = channel;
    // Closing the stream (a writer around it does) must not close the channel before the commit.
    this.stream =
        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16) {
          @Override
          public void close() throws IOException {
            flush();
          }
        };
  }

  /**
   * Begins to write a file; folders above it are made.
   *
   * @throws IOException if the folder cannot be made or written to, or the target is a folder
   */
  public static AtomicFile create(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException("cannot write " + target + ": it is a folder; give a file name");
    }
    boolean exists = Files.exists(target);
    if (exists && !Files.isRegularFile(target)) {
      return new AtomicFile(target, target, FileChannel.open(target, StandardOpenOption.WRITE));
    }
    // A link stays a link: the file it points to is replaced.
    Path real = exists ? target.toRealPath() : target.toAbsolutePath();
    Path folder = real.getParent();
    if (folder != null) {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      Files.createDirectories(folder);
    }
    Path temporary =
        real.resolveSibling(
            "." + real.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
    return new AtomicFile(
        real,
        temporary,
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
  }

  /** Where the bytes go; closing it is not needed and does not publish the file. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Publishes the file under its name, in place of a former one.
   *
   * @throws IOException if the bytes cannot be written out, the file cannot be moved, or it was
   *     closed before
   */
  public void commit() throws IOException {
    if (committed) {
      return;
    }
    stream.flush();
    if (written.equals(target)) {
      channel.close();
    } else {
      channel.force(true);
      channel.close();
      try {
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    committed = true;
  }

  /** Removes the temporary file if there was no commit. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      channel.close();
      if (!written.equals(target)) {
        Files.deleteIfExists(written);
      }
    }
  }
}
