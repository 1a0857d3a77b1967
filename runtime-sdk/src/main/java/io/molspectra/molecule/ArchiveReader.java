package io.molspectra.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads the molecule files in an archive, in the order of the archive and in one pass: an archive
 * of millions of files takes no more memory than one of them.
 */
final class ArchiveReader extends PartedReader {

  private static final int SHOWN_NAME = 300;

  private final InputStream raw;
  private final ReaderFactory factory;
  private @Nullable ArchiveEntries entries;
  private @Nullable ArchiveEntry entry;
  private @Nullable EntryStream content;
  private boolean ended;
  private long parts;
  private long passedOver;
  private String example = "";

  /**
   * @param raw the archive as it is in the file; closed with this reader
   */
  ArchiveReader(InputStream raw, String name, ReaderFactory factory) {
    super(name);
    this.raw = raw;
    this.factory = factory;
  }

  @Override
  @Nullable Part nextPart() {
    if (ended) {
      return null;
    }
    boolean reported = false;
    try {
      if (entries == null) {
        entries = ArchiveEntries.open(raw, source());
      }
      Part remark = endEntry(entries);
      reported = content != null && content.broken();
      content = null;
      return remark != null ? remark : ended ? null : advance(entries, reported);
    } catch (RecordFault fault) {
      return last(fault.reason(), fault.text());
    } catch (IOException e) {
      ended = true;
      return reported ? null : last(RejectReason.TRUNCATED, cut(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    super.close();
    if (entries != null) {
      entries.close();
    }
    raw.close();
  }

  /** Reads the last entry to its end; a remark on it, or null if all was well. */
  private @Nullable Part endEntry(ArchiveEntries archive) throws IOException {
    EntryStream last = content;
    if (last == null || entry == null) {
      return null;
    }
    ended = last.bomb();
    if (last.broken()) {
      return null;
    }
    last.transferTo(OutputStream.nullOutputStream());
    if (!ArchiveEntries.contradicts(entry, last)) {
      return null;
    }
    content = null;
    return rejected(
        entry.getName(),
        RejectReason.TRUNCATED,
        "the checksum of the entry is wrong; molecules of it may be wrong, copy or download the"
            + " archive again");
  }

  /** The next entry with molecules, or what there is to say at the end. */
  private @Nullable Part advance(ArchiveEntries archive, boolean reported) throws IOException {
    for (entry = archive.next(); entry != null; entry = archive.next()) {
      Part part = part(archive, entry);
      if (part != null) {
        parts++;
        return part;
      }
      archive.content().transferTo(OutputStream.nullOutputStream());
    }
    ended = true;
    if (!archive.isComplete()) {
      return reported
          ? null
          : last(RejectReason.TRUNCATED, cut("the end mark of the archive is missing"));
    }
    return parts > 0
        ? null
        : last(
            RejectReason.EMPTY_FILE,
            "the archive holds no molecule file (.sdf, .xyz, also .gz)"
                + (passedOver == 0
                    ? ""
                    : "; it has %d others, as %s".formatted(passedOver, example)));
  }

  /** The molecules of an entry, a reject, or null if it is none of our business. */
  private @Nullable Part part(ArchiveEntries archive, ArchiveEntry found) {
    String name = found.getName();
    FileFormat format = FileFormat.of(name).orElse(null);
    boolean hidden = found.isDirectory() || FileFormat.lastPart(name).startsWith(".");
    if (format == null && !hidden && factory.tells(name)) {
      return rejected(
          name,
          RejectReason.UNSUPPORTED,
          "a table inside an archive is not read; unpack it and, if it holds SMILES, name it with"
              + " --input");
    }
    if (hidden || format == null) {
      passedOver += found.isDirectory() ? 0 : 1;
      example = example.isEmpty() && !found.isDirectory() ? shown(name) : example;
      return null;
    }
    String obstacle =
        format.isText()
            ? archive.obstacle(found)
            : "an archive or npz inside an archive is not read; unpack the outer one first";
    if (obstacle != null) {
      return rejected(name, RejectReason.UNSUPPORTED, obstacle);
    }
    content = archive.content();
    return Part.of(
        factory.text(content, new Origin(source(name), stem(name)), FileFormat.lastPart(name)));
  }

  private Part last(RejectReason reason, String message) {
    ended = true;
    return Part.of(List.of(new Origin(source(), null).rejected(reason, message)));
  }

  private Part rejected(String name, RejectReason reason, String message) {
    return Part.of(List.of(new Origin(source(name), null).rejected(reason, message)));
  }

  private String source(String name) {
    return source() + "!" + shown(name);
  }

  private static String stem(String name) {
    String stem = shown(FileFormat.stem(name));
    return stem.isEmpty() ? "_" : stem;
  }

  /** A name as it can be shown and written into tables. */
  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > SHOWN_NAME ? clean.substring(0, SHOWN_NAME) + "..." : clean;
  }

  private static String cut(@Nullable String message) {
    return "reading stopped early: "
        + message
        + "; the archive was cut or damaged, copy or download it again";
  }
}
