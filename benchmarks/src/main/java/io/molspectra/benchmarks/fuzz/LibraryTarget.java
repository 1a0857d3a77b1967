package io.molspectra.benchmarks.fuzz;

import io.molspectra.library.LibraryFiles;
import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibraryRow;
import io.molspectra.library.SmilesColumns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/**
 * Text files of many records, plain and compressed: one record is damaged, or bytes anywhere, or
 * bytes of the compressed file.
 */
final class LibraryTarget implements Target {

  private static final int ONE_RECORD = 70;
  private static final int ANYWHERE = 85;

  private final Format format;
  private final List<byte[]> records;
  private final byte[] donor;
  private final Alignment alignment;
  private final Answers answers;

  /**
   * What sets a format apart.
   *
   * @param name also of {@code --format}
   * @param ending of files
   * @param head what stands before the records
   */
  record Format(String name, String ending, String head, Resynchronising resynchronising) {}

  /**
   * @param records of different ids
   * @param donor of pieces, with none of these ids
   */
  LibraryTarget(Format format, List<String> records, String donor, Answers answers)
      throws IOException {
    this.format = format;
    this.records = records.stream().map(Samples::bytes).toList();
    this.donor = Samples.bytes(donor);
    this.answers = answers;
    Path file = Files.createTempFile("sound", format.ending());
    try {
      Files.write(file, whole(-1, new byte[0]));
      this.alignment = new Alignment(rows(file));
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public String name() {
    return format.name();
  }

  @Override
  public Trial damage(RandomGenerator random, Path folder) throws IOException {
    Mutator mutator = new Mutator(random, donor);
    int kind = random.nextInt(100);
    if (kind < ONE_RECORD) {
      int at = random.nextInt(records.size());
      byte[] damaged = mutator.damage(records.get(at));
      byte[] bytes = whole(at, damaged);
      boolean zipped = random.nextInt(8) == 0;
      Path file = write(folder, zipped, zipped ? gzip(bytes) : bytes);
      return () -> aligned(file, at, damaged);
    }
    byte[] bytes = whole(-1, new byte[0]);
    if (kind < ANYWHERE) {
      Path file = write(folder, false, mutator.damage(bytes));
      return () -> read(file, false);
    }
    byte[] damaged = mutator.damage(gzip(bytes));
    Path file = write(folder, true, damaged);
    // Members lost or doubled as a whole leave a file as sound as it was.
    boolean noticeable = !isOfMembers(damaged, List.of(member(bytes, 0), member(bytes, 1)));
    return () -> read(file, noticeable);
  }

  private Outcome aligned(Path file, int at, byte[] damaged) throws IOException {
    // One bad record must not keep a file from being opened: what this throws is a finding.
    List<LibraryRow> rows = rows(file);
    alignment.requireBefore(rows, at, format.resynchronising() == Resynchronising.XYZ);
    boolean resynchronises = format.resynchronising().isPossible(records.get(at), damaged);
    if (resynchronises) {
      alignment.requireAfter(rows, at);
    }
    // Without its line end a line is one with the next, and nothing in either tells.
    if (resynchronises || !format.resynchronising().isByLine()) {
      alignment.requireNames(rows, at);
    }
    return answer(rows);
  }

  /**
   * @param checksum whether a checksum must have told of any change
   */
  private Outcome read(Path file, boolean checksum) {
    List<LibraryRow> rows;
    try {
      rows = rows(file);
    } catch (IOException | IllegalArgumentException refused) {
      return Refusals.named(refused, file);
    }
    if (checksum && rows.stream().noneMatch(row -> row instanceof LibraryRow.Unreadable)) {
      alignment.requireAll(rows);
    }
    return answer(rows);
  }

  private Outcome answer(List<LibraryRow> rows) {
    boolean all = true;
    for (LibraryRow row : rows) {
      all &= alignment.isSound(row) || answers.answers(row);
    }
    return all ? Outcome.ACCEPTED : Outcome.REFUSED;
  }

  static List<LibraryRow> rows(Path file) throws IOException {
    List<LibraryRow> rows = new ArrayList<>();
    try (LibraryReader reader = LibraryFiles.open(file, SmilesColumns.usual())) {
      while (reader.hasNext()) {
        rows.add(reader.next());
      }
      reader.expectedRows();
    }
    return rows;
  }

  private Path write(Path folder, boolean zipped, byte[] bytes) throws IOException {
    return Files.write(folder.resolve("input" + format.ending() + (zipped ? ".gz" : "")), bytes);
  }

  /** The file with one record replaced. */
  private byte[] whole(int at, byte[] other) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Samples.bytes(format.head()));
    for (int i = 0; i < records.size(); i++) {
      bytes.writeBytes(i == at ? other : records.get(i));
    }
    return bytes.toByteArray();
  }

  /** In two members, as bgzip writes them. */
  private static byte[] gzip(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    zipped.writeBytes(member(bytes, 0));
    zipped.writeBytes(member(bytes, 1));
    return zipped.toByteArray();
  }

  private static boolean isOfMembers(byte[] zipped, List<byte[]> members) {
    int at = 0;
    boolean found = true;
    while (found && at < zipped.length) {
      found = false;
      for (byte[] member : members) {
        int end = at + member.length;
        if (!found
            && end <= zipped.length
            && Arrays.equals(zipped, at, end, member, 0, member.length)) {
          found = true;
          at = end;
        }
      }
    }
    return found;
  }

  /** The first or the second half, compressed. */
  private static byte[] member(byte[] bytes, int half) throws IOException {
    int middle = bytes.length / 2;
    var zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes, half == 0 ? 0 : middle, half == 0 ? middle : bytes.length - middle);
    }
    return zipped.toByteArray();
  }
}
