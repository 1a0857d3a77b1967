package io.molspectra.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes the reader of a file, an entry of an archive, or a folder. */
final class ReaderFactory {

  private final Consumer<Qm9Record> qm9;
  private final Predicate<String> tables;

  /**
   * @param qm9 is given what frames of raw QM9 say beside their geometry, in the order of the
   *     molecules and at most one molecule ahead of them
   */
  ReaderFactory(Consumer<Qm9Record> qm9) {
    this(qm9, name -> false);
  }

  /**
   * @param tables names of files and entries that are no molecule files but are not to be passed
   *     over in silence
   */
  ReaderFactory(Consumer<Qm9Record> qm9, Predicate<String> tables) {
    this.qm9 = qm9;
    this.tables = tables;
  }

  /** Whether a file or an entry that is no molecule file is to be told of. */
  boolean tells(String name) {
    return tables.test(name);
  }

  /** Opens what {@link MoleculeReaders#open(Path)} opens. */
  MoleculeReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return FolderReader.open(file, this);
    }
    FileFormat format = FileFormat.required(file.toString());
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such molecule file");
    }
    return format == FileFormat.NPZ
        ? FrameFile.reader(file)
        : open(Files.newInputStream(file), file.toString());
  }

  /** Opens a file of a folder: its untitled molecules are called by its name. */
  MoleculeReader openPart(Path file) throws IOException {
    String name = file.toString();
    return FileFormat.required(name).isText()
        ? text(Files.newInputStream(file), new Origin(name, FileFormat.stem(name)), name)
        : open(file);
  }

  /** Reads a stream of the format that its name tells. */
  MoleculeReader open(InputStream content, String name) {
    return switch (FileFormat.required(name)) {
      case SDF, XYZ -> text(content, new Origin(name, null), name);
      case TAR, ZIP -> new ArchiveReader(content, name, this);
      case NPZ ->
          throw new IllegalArgumentException(
              name + ": .npz is read from files, not from streams or out of archives");
    };
  }

  /** Reads lines of molecules. */
  MoleculeReader text(InputStream content, Origin origin, String name) {
    LineSource lines = new LineSource(content, FileFormat.isGzip(name));
    return FileFormat.required(name) == FileFormat.SDF
        ? new SdfReader(origin, lines)
        : new XyzReader(origin, lines, qm9);
  }
}
