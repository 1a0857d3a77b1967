package io.molspectra.molecule;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Reads test input and sorts what comes out. */
final class Records {
  private Records() {}

  static List<MoleculeRecord> read(String name, byte[] content) {
    List<MoleculeRecord> records = new ArrayList<>();
    try (MoleculeReader reader = MoleculeReaders.open(new ByteArrayInputStream(content), name)) {
      reader.forEachRemaining(records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  static List<MoleculeRecord> read(String name, String content) {
    return read(name, content.getBytes(StandardCharsets.UTF_8));
  }

  static List<MoleculeRecord> resource(String name) throws IOException {
    try (var content = Records.class.getResourceAsStream(name)) {
      return read(name, java.util.Objects.requireNonNull(content, name).readAllBytes());
    }
  }

  static List<Molecule> molecules(List<MoleculeRecord> records) {
    return records.stream()
        .filter(MoleculeRecord.Parsed.class::isInstance)
        .map(record -> ((MoleculeRecord.Parsed) record).molecule())
        .toList();
  }

  static List<String> ids(List<MoleculeRecord> records) {
    return molecules(records).stream().map(Molecule::id).toList();
  }

  static List<MoleculeRecord.Rejected> rejected(List<MoleculeRecord> records) {
    return records.stream()
        .filter(MoleculeRecord.Rejected.class::isInstance)
        .map(MoleculeRecord.Rejected.class::cast)
        .toList();
  }

  static List<RejectReason> reasons(List<MoleculeRecord> records) {
    return rejected(records).stream().map(MoleculeRecord.Rejected::reason).toList();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
