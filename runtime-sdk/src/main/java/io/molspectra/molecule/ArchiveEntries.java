package io.molspectra.molecule;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Steps through the entries of an archive in one pass. */
final class ArchiveEntries implements Closeable {

  /** Names and attributes before an entry: the longest path of any system is far shorter. */
  private static final long MAX_HEAD = 1 << 20;

  private static final int TAR_BLOCK = 512;
  private static final byte[] ZIP_END = {'P', 'K', 5, 6};

  private final ArchiveInput file;
  private final boolean zip;
  private final ArchiveInputStream<? extends ArchiveEntry> archive;

  private ArchiveEntries(ArchiveInput file, boolean zip) {
    this.file = file;
    this.zip = zip;
    String utf8 = StandardCharsets.UTF_8.name();
    archive = zip ? new ZipArchiveInputStream(file, utf8) : new TarArchiveInputStream(file, utf8);
  }

  /**
   * Begins to read.
   *
   * @param name tells the format
   * @throws RecordFault if the content is not what the name tells
   */
  static ArchiveEntries open(InputStream raw, String name) throws IOException, RecordFault {
    boolean zip = FileFormat.required(name) == FileFormat.ZIP;
    return new ArchiveEntries(ArchiveInput.open(raw, name), zip);
  }

  /** The next entry, or null after the last. */
  @Nullable ArchiveEntry next() throws IOException {
    file.allow(zip ? Long.MAX_VALUE : MAX_HEAD);
    try {
      return archive.getNextEntry();
    } catch (RuntimeException e) {
      // The library takes some numbers of damaged heads for granted.
      throw new IOException("the archive is damaged (" + e + ")", e);
    } finally {
      file.allow(Long.MAX_VALUE);
    }
  }

  /** The content of the entry that came last. */
  EntryStream content() {
    return new EntryStream(archive, file);
  }

  /** Why an entry is no file that can be read, or null if it can. */
  @Nullable String obstacle(ArchiveEntry entry) {
    boolean link =
        entry instanceof TarArchiveEntry tar
            ? tar.isSymbolicLink() || tar.isLink() || !tar.isFile()
            : entry instanceof ZipArchiveEntry zipped && zipped.isUnixSymlink();
    if (link) {
      return "the entry is a link or device, not a file; give the file itself";
    }
    return archive.canReadEntryData(entry)
        ? null
        : "the entry is encrypted or compressed in a way that is not read; pack the archive anew";
  }

  /** Whether an entry has another checksum than its content, which has been read to the end. */
  static boolean contradicts(ArchiveEntry entry, EntryStream content) {
    return entry instanceof ZipArchiveEntry zipped
        && zipped.getCrc() != ZipArchiveEntry.CRC_UNKNOWN
        && zipped.getCrc() != content.checksum();
  }

  /**
   * Reads on to the end of the file after the last entry.
   *
   * @return whether the archive has its end mark, so that no entries are missing
   */
  boolean isComplete() throws IOException {
    if (zip) {
      file.drain(Long.MAX_VALUE);
      return contains(file.tail(), ZIP_END);
    }
    byte[] tail = file.tail();
    boolean marked = tail.length >= TAR_BLOCK;
    for (int i = Math.max(tail.length - TAR_BLOCK, 0); i < tail.length; i++) {
      marked &= tail[i] == 0;
    }
    // The checksum of the compression comes last.
    file.drain(MAX_HEAD);
    return marked;
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    for (int i = bytes.length - wanted.length; i >= 0; i--) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
