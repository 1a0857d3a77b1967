package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/damaged-input.md about bundles. */
class DamagedBundleTest extends CommandLineTest {

  /** Does something to a sound bundle. */
  @FunctionalInterface
  interface Damage {
    void to(Path bundle) throws IOException;
  }

  /**
   * @param told how the error begins
   * @param name of the file that the error names
   */
  record DamagedBundle(String what, Damage damage, String told, String name) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<DamagedBundle> bundles() {
    String manifest = "bundle.json";
    return Stream.of(
        new DamagedBundle(
            "one byte changed",
            bundle -> flip(bundle.resolve("weights.bin")),
            "HASH_MISMATCH",
            "weights.bin"),
        new DamagedBundle(
            "file cut",
            bundle -> write(bundle, "encoder.onnx", new byte[10]),
            "SIZE_MISMATCH",
            "encoder.onnx"),
        new DamagedBundle(
            "file lost",
            bundle -> Files.delete(bundle.resolve("config.json")),
            "MISSING_FILE",
            "config.json"),
        new DamagedBundle(
            "file added",
            bundle -> write(bundle, "more.so", new byte[1]),
            "UNLISTED_FILE",
            "more.so"),
        new DamagedBundle(
            "newer version",
            bundle -> edit(bundle, "\"format_version\" : 1", "\"format_version\" : 2"),
            "UNSUPPORTED_FORMAT_VERSION",
            manifest),
        new DamagedBundle(
            "file name with ..",
            bundle -> edit(bundle, "\"weights.bin\"", "\"../weights.bin\""),
            "ESCAPING_PATH",
            manifest),
        new DamagedBundle(
            "link that leads out",
            bundle -> linkOut(bundle, "weights.bin"),
            "ESCAPING_PATH",
            "weights.bin"),
        new DamagedBundle(
            "bundle.json a link that leads out",
            bundle -> linkOut(bundle, manifest),
            "ESCAPING_PATH",
            manifest),
        new DamagedBundle(
            "bundle.json cut",
            bundle ->
                write(
                    bundle, manifest, "{\"format_version\" : 1, ".getBytes(StandardCharsets.UTF_8)),
            "MALFORMED_JSON",
            manifest),
        new DamagedBundle(
            "bundle.json nested 100,000 deep",
            bundle -> write(bundle, manifest, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
            "MALFORMED_JSON",
            manifest),
        new DamagedBundle(
            "size that is no size",
            bundle -> edit(bundle, "\"size\" : ", "\"size\" : 9999999999999999999"),
            "MALFORMED_JSON",
            manifest),
        new DamagedBundle(
            "preprocessor.json changed, its hash made to fit",
            bundle -> reseal(bundle, "preprocessor.json", "{\"length_unit\" : \"bohr\"}"),
            "",
            "preprocessor.json"),
        new DamagedBundle(
            "cutoff 1e9, its hash made to fit",
            bundle -> reseal(bundle, "preprocessor.json", constants("1e9", "1")),
            "INVALID_CONSTANT",
            "preprocessor.json"),
        new DamagedBundle(
            "elements beyond the largest, their hash made to fit",
            bundle -> reseal(bundle, "preprocessor.json", constants("3", "500")),
            "INVALID_CONSTANT",
            "preprocessor.json"),
        new DamagedBundle(
            "another cutoff in config.json, its hash made to fit",
            bundle -> reseal(bundle, "config.json", "{\"cutoff_upper\" : 6}"),
            "INVALID_CONSTANT",
            "preprocessor.json"),
        new DamagedBundle(
            "graph that is none, its hash made to fit",
            bundle -> reseal(bundle, "task-double.onnx", "no graph"),
            "BAD_GRAPH",
            "task-double.onnx"),
        new DamagedBundle(
            "zip in place of the folder", DamagedBundleTest::zip, "NOT_A_BUNDLE", "toy"));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void isRefusedAndNothingIsWritten(DamagedBundle damaged) throws IOException {
    Path bundle = ToyBundle.in(folder);
    damaged.damage().to(bundle);
    Path out = folder.resolve("out.csv");
    Run run =
        molspectra(
            "predict",
            "--model",
            bundle,
            "--input",
            file("in.xyz", molecules(2)),
            "--task",
            "double",
            "--output",
            out);
    run.failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: " + damaged.told()), run.err());
    assertTrue(run.err().contains(damaged.name()), run.err());
    assertTrue(run.err().length() < 1000, run.err());
    assertTrue(Files.notExists(out));
  }

  private static void write(Path bundle, String name, byte[] bytes) throws IOException {
    Files.write(bundle.resolve(name), bytes);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void edit(Path bundle, String from, String to) throws IOException {
    Path file = bundle.resolve("bundle.json");
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
  }

  private static void linkOut(Path bundle, String name) throws IOException {
    Path file = bundle.resolve(name);
    Path outside = bundle.resolveSibling("outside.bin");
    Files.move(file, outside);
    Files.createSymbolicLink(file, outside);
  }

  private static String constants(String cutoff, String element) {
    return "{\"length_unit\": \"angstrom\", \"cutoff\": %s, \"max_atomic_number\": 99, \"elements\": [%s]}"
        .formatted(cutoff, element);
  }

  private static void reseal(Path bundle, String name, String content) throws IOException {
    Path file = bundle.resolve(name);
    String size = "\"size\" : " + Files.size(file) + ",";
    String hash = sha256(Files.readAllBytes(file));
    Files.writeString(file, content);
    edit(bundle, hash, sha256(Files.readAllBytes(file)));
    edit(bundle, size, "\"size\" : " + Files.size(file) + ",");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void zip(Path bundle) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        Stream<Path> paths = Files.walk(bundle)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(bundle.relativize(path).toString()));
        zip.write(Files.readAllBytes(path));
      }
    }
    Files.move(bundle, bundle.resolveSibling("unzipped"));
    Files.write(bundle, bytes.toByteArray(), StandardOpenOption.CREATE_NEW);
  }
}
