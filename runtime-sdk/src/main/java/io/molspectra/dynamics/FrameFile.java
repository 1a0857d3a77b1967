package io.molspectra.dynamics;

import io.molspectra.dynamics.DynamicsException.Problem;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.XyzWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Frames that grow in {@code NAME.partial} until the trajectory is complete; then the file is moved
 * to its name. Held by one process at a time.
 */
final class FrameFile implements Closeable {

  private final Path target;
  private final Path partial;
  private final FileChannel channel;

  /** Where the frames lie now: a finished trajectory keeps its name until it really grows. */
  private Path place;

  private FrameFile(Path target, Path place, FileChannel channel) {
    this.target = target;
    this.partial = partial(target);
    this.place = place;
    this.channel = channel;
  }

  static Path partial(Path target) {
    return target.resolveSibling(target.getFileName() + ".partial");
  }

  /** An empty file. */
  static FrameFile create(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return open(target, partial(target), 0);
  }

  /**
   * The frames up to a checkpoint; what was written after it is cut off, to be computed again. A
   * finished file is left as it is until a frame is added.
   *
   * @throws DynamicsException BAD_CHECKPOINT if the file is not there, or not that of the
   *     checkpoint
   */
  static FrameFile reopen(Path target, long bytes) throws IOException {
    Path partial = partial(target);
    if (!Files.exists(partial) && Files.exists(target)) {
      requireLength(target, Files.size(target) == bytes, bytes);
      return open(target, target, bytes);
    }
    requireLength(partial, Files.exists(partial) && Files.size(partial) >= bytes, bytes);
    return open(target, partial, bytes);
  }

  private static FrameFile open(Path target, Path place, long bytes) throws IOException {
    FileChannel channel =
        FileChannel.open(place, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(target);
      }
      channel.truncate(bytes).position(bytes);
      return new FrameFile(target, place, channel);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(target);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  void append(Molecule frame, Map<String, String> entries, float[] forces) throws IOException {
    if (place.equals(target)) {
      Files.move(target, partial, StandardCopyOption.ATOMIC_MOVE);
      place = partial;
    }
    StringWriter text = new StringWriter();
    XyzWriter.appendExtended(text, frame, entries, Map.of("forces", forces));
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Forces the frames to disk and returns their length. */
  long flush() throws IOException {
    channel.force(true);
    return channel.position();
  }

  /** Moves the file to its name. */
  void publish() throws IOException {
    channel.force(true);
    channel.close();
    if (!place.equals(target)) {
      Files.move(place, target, StandardCopyOption.REPLACE_EXISTING);
      place = target;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void requireLength(Path file, boolean fits, long bytes) {
    if (!fits) {
      throw new DynamicsException(
          Problem.BAD_CHECKPOINT,
          "%s is not the trajectory of its checkpoint, which has %d bytes; begin it anew"
              .formatted(file, bytes));
    }
  }

  private static DynamicsException inUse(Path target) {
    return new DynamicsException(
        Problem.IN_USE, target + ": another process writes this trajectory; wait for it to end");
  }
}
