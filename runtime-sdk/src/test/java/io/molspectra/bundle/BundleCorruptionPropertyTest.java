package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Assertions;

/** Whatever happens to a bundle's bytes, opening it fails by name or not at all. */
class BundleCorruptionPropertyTest {

  private static Path folder;
  private static List<String> files;

  @BeforeContainer
  static void write() throws IOException {
    Path parent = Files.createTempDirectory("bundle-corruption");
    folder = parent.resolve("bundle");
    files = BundleFixture.write(folder).manifest().files().stream().map(BundleFile::path).toList();
  }

  @AfterContainer
  static void delete() throws IOException {
    for (String file : BundleVerifier.filesIn(folder)) {
      Files.delete(folder.resolve(file));
    }
    Files.delete(folder.resolve("golden"));
    Files.delete(folder);
    Files.delete(folder.getParent());
  }

  @Property(tries = 100)
  void everyChangedByteOfAListedFileIsNoticed(
      @ForAll @IntRange(max = 1000) int file,
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    Path path = folder.resolve(files.get(file % files.size()));
    whileChanged(path, flipped(path, at, change), BundleCorruptionPropertyTest::assertRefused);
  }

  @Property(tries = 100)
  void everyTruncatedFileIsNoticed(
      @ForAll @IntRange(max = 1000) int file, @ForAll @IntRange(max = 100_000) int length)
      throws IOException {
    Path path = folder.resolve(files.get(file % files.size()));
    byte[] bytes = Files.readAllBytes(path);
    byte[] cut = Arrays.copyOf(bytes, length % bytes.length);
    whileChanged(path, cut, BundleCorruptionPropertyTest::assertRefused);
  }

  /** A changed byte may be harmless in the manifest, as in the date; a crash never is. */
  @Property(tries = 500)
  void aDamagedManifestNeverFailsWithoutAName(
      @ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    Path path = folder.resolve(Bundle.MANIFEST);
    whileChanged(path, flipped(path, at, change), BundleCorruptionPropertyTest::assertNamed);
  }

  @Property(tries = 200)
  void aTruncatedManifestIsRefused(@ForAll @IntRange(max = 100_000) int length) throws IOException {
    Path path = folder.resolve(Bundle.MANIFEST);
    byte[] bytes = Files.readAllBytes(path);
    byte[] cut = Arrays.copyOf(bytes, length % bytes.length);
    whileChanged(path, cut, BundleCorruptionPropertyTest::assertRefused);
  }

  private static void assertRefused() {
    assertThrows(BundleException.class, () -> Bundle.open(folder));
  }

  private static void assertNamed() {
    try {
      Bundle.open(folder);
    } catch (BundleException e) {
      Assertions.assertFalse(e.file().isEmpty());
    } catch (IOException | RuntimeException e) {
      Assertions.fail("not a named error", e);
    }
  }

  private static byte[] flipped(Path path, int at, int change) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[at % bytes.length] ^= (byte) change;
    return bytes;
  }

  private static void whileChanged(Path path, byte[] bytes, Runnable check) throws IOException {
    byte[] original = Files.readAllBytes(path);
    Files.write(path, bytes);
    try {
      check.run();
    } finally {
      Files.write(path, original);
    }
  }
}
