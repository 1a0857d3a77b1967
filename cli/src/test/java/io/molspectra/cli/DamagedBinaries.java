package io.molspectra.cli;

import static io.molspectra.cli.DamagedFile.bytes;
import static io.molspectra.cli.DamagedFile.cut;
import static io.molspectra.cli.DamagedFile.refused;
import static io.molspectra.cli.DamagedFile.rows;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Damaged npz, Parquet and archives. */
final class DamagedBinaries {

  private static final float NAN = Float.NaN;
  private static final String FRAME = "1\n%s\nO 0 0 0\n";

  private DamagedBinaries() {}

  static Stream<DamagedFile> all() throws IOException {
    return Stream.concat(arrays(), files());
  }

  private static Stream<DamagedFile> arrays() throws IOException {
    NpyArray z = NpyArray.of(new long[] {8, 1}, 2);
    NpyArray r = NpyArray.of(new float[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2}, 2, 2, 3);
    NpyArray hole = NpyArray.of(new float[] {0, 0, 0, 0, 0, NAN, 0, 0, 0, 0, 0, 2}, 2, 2, 3);
    byte[] sound = npz(Map.of("z", z, "R", r));
    return Stream.of(
        rows(
            "npz with NaN in a frame",
            "md.npz",
            npz(Map.of("z", z, "R", hole)),
            "md_1",
            "NON_FINITE_COORDINATE",
            "atom 2 of frame 0"),
        refused(
            "npz of a wrong shape",
            "md.npz",
            npz(Map.of("z", z, "R", NpyArray.of(new float[6], 6))),
            ExitCode.FAILURE,
            "has shape [6] where [frames, 2, 3] is expected"),
        refused(
            "npz with text for elements",
            "md.npz",
            npz(Map.of("z", NpyArray.of(new String[] {"O", "H"}, 2), "R", r)),
            ExitCode.FAILURE,
            "holds text where numbers are expected"),
        refused(
            "npz with element 999",
            "md.npz",
            npz(Map.of("z", NpyArray.of(new long[] {999, 1}, 2), "R", r)),
            ExitCode.FAILURE,
            "no atomic number"),
        refused("npz cut", "md.npz", cut(sound, 30), ExitCode.FAILURE, "is no npz file or was cut"),
        refused(
            "npz that leads out of its folder",
            "md.npz",
            zip(Map.of("../../z.npy", new byte[80])),
            ExitCode.FAILURE,
            "holds no frames"),
        refused(
            "npz that is a bomb",
            "md.npz",
            bomb(),
            ExitCode.FAILURE,
            "unpacks to more than 500 times its size"));
  }

  private static Stream<DamagedFile> files() throws IOException {
    byte[] parquet = parquet();
    Map<String, byte[]> frames = new LinkedHashMap<>();
    frames.put("a.xyz", bytes(FRAME.formatted("a")));
    frames.put("../../c.xyz", bytes(FRAME.formatted("c")));
    byte[] archive = zip(frames);
    Map<String, byte[]> withTable = new LinkedHashMap<>(frames);
    withTable.put("b.smi", DamagedFile.bytes("C b\n"));
    return Stream.of(
        refused(
            "Parquet cut",
            "lib.parquet",
            cut(parquet, parquet.length / 2),
            ExitCode.FAILURE,
            "cannot be read as Parquet"),
        refused(
            "Parquet that is none",
            "lib.parquet",
            bytes("smiles\nCC\n"),
            ExitCode.FAILURE,
            "cannot be read as Parquet"),
        rows("zip that leads out of its folder", "lib.zip", archive, "a c", "", ""),
        rows(
            "zip with a table of SMILES",
            "lib.zip",
            zip(withTable),
            "a c",
            "UNSUPPORTED",
            "a table inside an archive is not read"),
        rows(
            "zip cut",
            "lib.zip",
            cut(archive, 25),
            "a c",
            "TRUNCATED",
            "the archive was cut or damaged"));
  }

  private static byte[] npz(Map<String, NpyArray> arrays) throws IOException {
    Path file = Files.createTempFile("arrays", ".npz");
    try {
      NpzWriter.write(file, arrays);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Two atoms in six million frames of zeros: 144 MB in 140 kB. */
  private static byte[] bomb() throws IOException {
    Map<String, byte[]> small = new LinkedHashMap<>();
    int frames = 6_000_000;
    String shape = "(%d, 2, 3)".formatted(frames);
    small.put("z.npy", array("|u1", "(2,)", new byte[] {8, 1}));
    small.put("R.npy", array("<f4", shape, new byte[frames * 24]));
    return zip(small);
  }

  private static byte[] array(String type, String shape, byte[] values) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    byte[] text = bytes(header + " ".repeat(117 - header.length()) + "\n");
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    return DamagedFile.joined(start, text, values);
  }

  private static byte[] parquet() throws IOException {
    Path folder = Files.createTempDirectory("parquet");
    Path file = folder.resolve("lib.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 'CC' AS smiles, range AS id FROM range(1000)) TO '%s' (FORMAT parquet)"
              .formatted(file));
      return Files.readAllBytes(file);
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
