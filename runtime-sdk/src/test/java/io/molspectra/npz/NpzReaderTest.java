package io.molspectra.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Reads what NumPy wrote (see PROVENANCE.md beside the file), and what is damaged. */
class NpzReaderTest {

  private static final double[] QUARTERS = {0, 0.25, 0.5, 0.75, 1, 1.25};

  @TempDir Path folder;
  private Path file;
  private NpzReader npz;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("numpy.npz");
    try (InputStream in = NpzReaderTest.class.getResourceAsStream("numpy.npz")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    npz = NpzReader.open(file);
  }

  @AfterEach
  void close() throws IOException {
    npz.close();
  }

  @Test
  void floatsOfEveryWidthByteOrderAndLayoutAreEqual() throws IOException {
    for (String name : List.of("f4", "f8", "f4_big", "f8_fortran")) {
      NpyArray array = npz.get(name);
      assertArrayEquals(new long[] {2, 3}, array.shape(), name);
      assertArrayEquals(QUARTERS, array.toDoubles(), name);
      assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, array.toFloats(), name);
    }
    assertEquals(NpyType.FLOAT32, npz.get("f4_big").type());
    assertEquals(NpyType.FLOAT64, npz.get("f8_fortran").type());
  }

  @Test
  void fortranOrderIsUndoneInThreeDimensions() throws IOException {
    NpyArray cube = npz.get("cube_fortran");
    assertArrayEquals(new long[] {2, 3, 4}, cube.shape());
    assertArrayEquals(LongStream.range(0, 24).toArray(), cube.toLongs());
  }

  @Test
  void wholeNumbersKeepTheirValues() throws IOException {
    for (String name : List.of("i1", "i4", "i8", "i8_big")) {
      assertArrayEquals(new long[] {0, -1, -2, -3, -4, -5}, npz.get(name).toLongs(), name);
    }
    assertArrayEquals(new long[] {250, 251, 252, 253, 254, 255}, npz.get("u1").toLongs());
    assertArrayEquals(new long[] {1, 0, 1, 0, 1, 0}, npz.get("b1").toLongs());
    assertEquals((1L << 32) - 1, npz.get("u4").toLongs()[5]);
    assertEquals(-5.0, npz.get("i4").toDoubles()[5]);
  }

  @Test
  void textIsReadToItsLastCharacter() throws IOException {
    assertArrayEquals(
        new String[] {"gdb_1", "", "Säure-α \uD83E\uDDEA"}, npz.get("text").toStrings());
    assertArrayEquals(new String[] {"ab", "c"}, npz.get("text_big").toStrings());
    assertArrayEquals(new String[] {"ab", "c"}, npz.get("bytes").toStrings());
  }

  @Test
  void scalarsAndEmptyArraysHaveTheirShape() throws IOException {
    assertEquals(0, npz.get("scalar").shape().length);
    assertArrayEquals(new double[] {2.5}, npz.get("scalar").toDoubles());
    assertArrayEquals(new long[] {0, 3}, npz.get("empty").shape());
    assertEquals(0, npz.get("empty").toFloats().length);
  }

  @Test
  void pickledObjectsAreListedButNotRead() throws IOException {
    assertTrue(npz.names().contains("objects"));
    assertEquals(NpyType.OBJECT, npz.type("objects"));
    var error = assertThrows(NpyFormatException.class, () -> npz.get("objects"));
    assertTrue(error.getMessage().contains("pickled"), error::getMessage);
    assertTrue(error.getMessage().contains("\"objects\""), error::getMessage);
    assertArrayEquals(QUARTERS, npz.get("f8").toDoubles());
  }

  @Test
  void typesThatAreNotReadAreNamedWithTheCure() {
    var half = assertThrows(NpyFormatException.class, () -> npz.get("half"));
    assertTrue(half.getMessage().contains("f2"), half::getMessage);
    assertThrows(NpyFormatException.class, () -> npz.get("complex"));
    var fields = assertThrows(NpyFormatException.class, () -> npz.get("fields"));
    assertTrue(fields.getMessage().contains("structured"), fields::getMessage);
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnown() {
    var error = assertThrows(NpyFormatException.class, () -> npz.get("f16"));
    assertTrue(error.getMessage().contains("f8_fortran"), error::getMessage);
  }

  @Test
  void textIsNoNumberAndNumbersAreNoText() throws IOException {
    NpyArray text = npz.get("text");
    NpyArray floats = npz.get("f4");
    assertThrows(IllegalStateException.class, text::toFloats);
    assertThrows(IllegalStateException.class, text::toDoubles);
    assertThrows(IllegalStateException.class, floats::toStrings);
    assertThrows(IllegalStateException.class, floats::toLongs);
  }

  @Test
  void aMissingOrForeignOrCutFileIsNamed() throws IOException {
    assertThrows(NoSuchFileException.class, () -> NpzReader.open(folder.resolve("none.npz")));
    byte[] whole = Files.readAllBytes(file);
    for (byte[] content :
        List.of(new byte[0], "text".getBytes(), Arrays.copyOf(whole, whole.length / 2))) {
      Path damaged = Files.write(folder.resolve("damaged.npz"), content);
      var error = assertThrows(NpyFormatException.class, () -> NpzReader.open(damaged));
      assertTrue(error.getMessage().contains("damaged.npz"), error::getMessage);
    }
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    Path good = folder.resolve("good.npz");
    NpzWriter.write(good, java.util.Map.of("x", NpyArray.of(new float[1000], 1000)));
    byte[] bytes = Files.readAllBytes(good);
    bytes[bytes.length / 2] ^= 0x10;
    Path damaged = Files.write(folder.resolve("damaged.npz"), bytes);
    try (NpzReader reader = NpzReader.open(damaged)) {
      var error = assertThrows(NpyFormatException.class, () -> reader.get("x"));
      assertTrue(error.getMessage().contains("damaged"), error::getMessage);
    }
  }

  @Test
  void headersThatLieAreRefusedBeforeMemoryIsTaken() throws IOException {
    for (String header :
        List.of(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
            "{'descr': '<U99999999', 'fortran_order': False, 'shape': (1,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
            "{'descr': '<f4', 'shape': (2,), }",
            "nonsense")) {
      assertThrows(NpyFormatException.class, () -> readEntry(npy(1, header, 8)), header);
    }
    assertThrows(NpyFormatException.class, () -> readEntry("no magic".getBytes()));
    assertThrows(NpyFormatException.class, () -> readEntry(new byte[0]));
    assertThrows(
        NpyFormatException.class,
        () -> readEntry(npy(9, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8)));
  }

  @Test
  void everyFormatVersionIsRead() throws IOException {
    for (int version : new int[] {1, 2, 3}) {
      String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2L,), }";
      assertArrayEquals(new long[] {2}, readEntry(npy(version, header, 8)).shape());
    }
  }

  private NpyArray readEntry(byte[] npy) throws IOException {
    Path path = folder.resolve("entry.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy);
    }
    try (NpzReader reader = NpzReader.open(path)) {
      return reader.get("x");
    }
  }

  private static byte[] npy(int version, String header, int dataBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.writeBytes(
        version == 1
            ? new byte[] {(byte) header.length(), 0}
            : new byte[] {(byte) header.length(), 0, 0, 0});
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(new byte[dataBytes]);
    return out.toByteArray();
  }

  /** 128 MB of zeros in 130 kB. */
  @Test
  void anArrayThatUnpacksToFarMoreThanItsSizeIsNotReadIntoMemory() throws IOException {
    Path bomb = folder.resolve("bomb.npz");
    int zeros = 128 << 20;
    try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("z.npy"));
      zip.write(NpyHeader.write(NpyType.INT8, 1, new long[] {zeros}));
      byte[] block = new byte[1 << 20];
      for (int written = 0; written < zeros; written += block.length) {
        zip.write(block);
      }
      zip.closeEntry();
    }
    try (NpzReader reader = NpzReader.open(bomb)) {
      for (Executable reading :
          List.<Executable>of(() -> reader.get("z"), () -> reader.rows("z"))) {
        String told = String.valueOf(assertThrows(NpyFormatException.class, reading).getMessage());
        assertTrue(told.contains("bomb.npz, array \"z\", unpacks to more than 500 times"), told);
      }
    }
  }

  /** As text stands in a message, so does its length. */
  @Test
  void aHeaderThatCannotBeReadIsNotRepeatedInFull() throws IOException {
    byte[] header = NpyHeader.write(NpyType.INT8, 1, new long[] {1});
    String text = new String(header, StandardCharsets.ISO_8859_1);
    String bad = text.substring(0, 8) + "\u0000\u0080" + "{'descr': \u0007".repeat(2979);
    Path odd = folder.resolve("odd.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(odd))) {
      zip.putNextEntry(new ZipEntry("z.npy"));
      zip.write(bad.getBytes(StandardCharsets.ISO_8859_1));
      zip.closeEntry();
    }
    try (NpzReader reader = NpzReader.open(odd)) {
      String told =
          String.valueOf(
              assertThrows(NpyFormatException.class, () -> reader.get("z")).getMessage());
      assertTrue(told.contains("header that cannot be read") && told.length() < 600, told);
      assertTrue(told.chars().noneMatch(Character::isISOControl), told);
    }
  }

  /** The stream of an entry ends early where its size in the directory is wrong. */
  @Test
  void anEntryThatBreaksOffNamesFileAndArray() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int found = 0;
    // Where the directory is.
    for (int at = bytes.length - 1200; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x20;
      Path copy = Files.write(folder.resolve("damaged.npz"), damaged);
      try (NpzReader reader = NpzReader.open(copy)) {
        for (String name : reader.names()) {
          reader.shape(name);
        }
      } catch (IOException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("damaged.npz"), at + ": " + e);
        found++;
      }
    }
    assertTrue(found > 100, found + " were noticed");
  }
}
