package io.molspectra.trainer.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** File operations whose effect is on the disk when they return. */
final class DurableFiles {

  private DurableFiles() {}

  /** Flushes the files of a folder and the folder itself, then gives it its final name. */
  static void publish(Path temporary, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(temporary)) {
      files = listed.toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    flushFolder(temporary);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(
          "the file system of " + target + " cannot rename a folder; use another place", e);
    }
    flushFolder(
        Objects.requireNonNull(target.toAbsolutePath().getParent(), "a target is never the root"));
  }

  /** Makes renames inside a folder durable; Windows cannot open folders and does so by itself. */
  private static void flushFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static void deleteFolder(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(folder)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
