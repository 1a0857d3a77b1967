package io.molspectra.benchmarks.fuzz;

import io.molspectra.library.LibraryRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Molecule files in zip, tar and tar.gz. */
final class ArchiveTarget implements Target {

  private final Map<String, byte[]> archives = new LinkedHashMap<>();
  private final byte[] donor;
  private final Alignment alignment;
  private final Answers answers;

  /**
   * @param files by name, with records of different ids
   */
  ArchiveTarget(Map<String, String> files, Answers answers) throws IOException {
    this.answers = answers;
    Map<String, byte[]> entries = new LinkedHashMap<>();
    files.forEach((name, text) -> entries.put(name, Samples.bytes(text)));
    this.donor = entries.values().iterator().next();
    byte[] tar = tar(entries);
    archives.put("input.zip", Zips.of(entries));
    archives.put("input.tar", tar);
    archives.put("input.tar.gz", gzip(tar));
    Path file = Files.createTempFile("sound", ".tar");
    try {
      Files.write(file, tar);
      this.alignment = new Alignment(LibraryTarget.rows(file));
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public Trial damage(RandomGenerator random, Path folder) throws IOException {
    String name = List.copyOf(archives.keySet()).get(random.nextInt(archives.size()));
    byte[] sound = archives.getOrDefault(name, donor);
    Path file = Files.write(folder.resolve(name), new Mutator(random, donor).damage(sound));
    return () -> read(file, name.endsWith(".gz"));
  }

  /** Only gzip has a checksum over names and contents. */
  private Outcome read(Path file, boolean checksum) {
    try {
      List<LibraryRow> rows = LibraryTarget.rows(file);
      boolean all = rows.stream().noneMatch(row -> row instanceof LibraryRow.Unreadable);
      if (checksum && all) {
        alignment.requireAll(rows);
      }
      for (LibraryRow row : rows) {
        all &= alignment.isSound(row) || answers.answers(row);
      }
      return all ? Outcome.ACCEPTED : Outcome.REFUSED;
    } catch (IOException refused) {
      return Refusals.named(refused, file);
    }
  }

  private static byte[] tar(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        TarArchiveEntry head = new TarArchiveEntry(entry.getKey());
        head.setSize(entry.getValue().length);
        tar.putArchiveEntry(head);
        tar.write(entry.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
