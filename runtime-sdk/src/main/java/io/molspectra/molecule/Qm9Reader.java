package io.molspectra.molecule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw QM9 with its properties: {@code dsgdb9nsd.xyz.tar.bz2} as it was published, a folder of
 * its files, or one of them. It yields the records that {@link MoleculeReaders#open(Path)} would;
 * {@link #last()} adds what the file says beside the geometry.
 */
public final class Qm9Reader implements MoleculeReader {

  private final Deque<Qm9Record> ahead = new ArrayDeque<>();
  private final MoleculeReader molecules;
  private @Nullable Qm9Record last;

  private Qm9Reader(Path file) throws IOException {
    molecules = new ReaderFactory(ahead::add).open(file);
  }

  /**
   * Opens an archive, folder or file.
   *
   * @throws IOException as {@link MoleculeReaders#open(Path)}
   * @throws IllegalArgumentException likewise
   */
  public static Qm9Reader open(Path file) throws IOException {
    return new Qm9Reader(file);
  }

  @Override
  public boolean hasNext() {
    return molecules.hasNext();
  }

  @Override
  public MoleculeRecord next() {
    MoleculeRecord record = molecules.next();
    last = null;
    Qm9Record first = ahead.peek();
    if (first != null
        && record instanceof MoleculeRecord.Parsed parsed
        && parsed.molecule().id().equals("gdb_" + first.index())) {
      last = ahead.poll();
    }
    return record;
  }

  /**
   * What the record that {@link #next()} returned last says beside the geometry; null if the record
   * was rejected, or is an xyz frame without the comment of raw QM9.
   */
  public @Nullable Qm9Record last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    molecules.close();
  }
}
