package io.molspectra.molecule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the molecule files of a folder and of the folders in it. Only the names of the folders on
 * the way to the current file are held. Folders behind symbolic links are not entered, lest they
 * lead in a circle.
 */
final class FolderReader extends PartedReader {

  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(FolderReader::name, new NaturalOrder());

  private final ReaderFactory factory;
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private @Nullable Part ahead;

  private FolderReader(Path folder, ReaderFactory factory) throws IOException {
    super(folder.toString());
    this.factory = factory;
    open.push(entries(folder));
    ahead = nextPart();
    if (ahead == null) {
      throw new NoSuchFileException(
          source(), null, "the folder holds no molecule file (.sdf, .xyz, .npz, also .gz)");
    }
  }

  /**
   * Opens a folder.
   *
   * @throws NoSuchFileException if there is no molecule file in it
   * @throws IOException if it cannot be listed
   */
  static FolderReader open(Path folder, ReaderFactory factory) throws IOException {
    return new FolderReader(folder, factory);
  }

  @Override
  @Nullable Part nextPart() {
    Part result = ahead;
    ahead = null;
    while (result == null && !open.isEmpty()) {
      if (open.element().hasNext()) {
        result = part(open.element().next());
      } else {
        open.pop();
      }
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    open.clear();
    if (ahead != null) {
      ahead.toClose().close();
    }
    super.close();
  }

  private @Nullable Part part(Path entry) {
    String path = entry.toString();
    Origin origin = new Origin(path, FileFormat.stem(path));
    try {
      if (Files.isDirectory(entry)) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          open.push(entries(entry));
        }
        return null;
      }
      FileFormat format = FileFormat.of(path).orElse(null);
      if (format == null) {
        return factory.tells(path)
            ? rejected(origin, "a table is no molecule file; name it as input of its own")
            : null;
      }
      if (format == FileFormat.TAR || format == FileFormat.ZIP) {
        return rejected(
            origin, "an archive inside a folder of molecules; name it as input of its own");
      }
      return Part.of(factory.openPart(entry));
    } catch (IOException e) {
      return rejected(origin, "cannot be opened: " + e.getMessage());
    }
  }

  private static Part rejected(Origin origin, String message) {
    return Part.of(List.of(origin.rejected(RejectReason.UNSUPPORTED, message)));
  }

  private static Iterator<Path> entries(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(entry -> !name(entry).startsWith(".")).sorted(BY_NAME).toList().iterator();
    }
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName());
  }
}
