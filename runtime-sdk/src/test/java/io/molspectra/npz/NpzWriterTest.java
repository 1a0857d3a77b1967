package io.molspectra.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzWriterTest {

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("w/layer.0.weight", NpyArray.of(new float[] {1, -2.5f, Float.NaN, 0}, 2, 2));
    arrays.put("energy", NpyArray.of(new double[] {Math.PI, Double.MIN_VALUE, 1e300}, 3));
    arrays.put("atom_offset", NpyArray.of(new long[] {0, -1, Long.MAX_VALUE}, 3));
    arrays.put("id", NpyArray.of(new String[] {"gdb_1", "", "α \uD83E\uDDEA"}, 3));
    arrays.put("scalar", NpyArray.of(new double[] {2.5}));
    arrays.put("none", NpyArray.of(new float[0], 0, 3));
    arrays.put("no_ids", NpyArray.of(new String[0], 0));
    Path file = folder.resolve("out.npz");
    NpzWriter.write(file, arrays);

    assertEquals(arrays, NpzReader.readAll(file));
    try (NpzReader reader = NpzReader.open(file)) {
      assertEquals(List.copyOf(arrays.keySet()), List.copyOf(reader.names()));
      assertArrayEquals(new long[] {2, 2}, reader.shape("w/layer.0.weight"));
    }
  }

  @Test
  void valuesBeyondOneChunkAreReadAgain() throws IOException {
    float[] many = new float[100_003];
    String[] texts = new String[20_001];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 0.5f;
    }
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "m" + i;
    }
    Map<String, NpyArray> arrays =
        Map.of("x", NpyArray.of(many, many.length), "id", NpyArray.of(texts, texts.length));
    Path file = folder.resolve("out.npz");
    NpzWriter.write(file, arrays);
    assertEquals(arrays, NpzReader.readAll(file));
  }

  @Test
  void narrowTypesAreWrittenAsTheyWereRead() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("u1", new NpyArray(NpyType.UINT8, new long[] {2}, new long[] {6, 255}));
    arrays.put("i4", new NpyArray(NpyType.INT32, new long[] {2}, new long[] {-7, 1 << 30}));
    arrays.put("b1", new NpyArray(NpyType.BOOL, new long[] {2}, new long[] {0, 1}));
    arrays.put("s", new NpyArray(NpyType.BYTES, new long[] {2}, new String[] {"ab", "c"}));
    Path file = folder.resolve("out.npz");
    NpzWriter.write(file, arrays);
    assertEquals(arrays, NpzReader.readAll(file));
  }

  @Test
  void theSameArraysGiveTheSameBytes() throws IOException {
    Map<String, NpyArray> arrays = Map.of("x", NpyArray.of(new float[] {1, 2}, 2));
    NpzWriter.write(folder.resolve("a.npz"), arrays);
    NpzWriter.write(folder.resolve("b.npz"), arrays);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.npz")), Files.readAllBytes(folder.resolve("b.npz")));
  }

  @Test
  void withoutCommitThereIsNoFile() throws IOException {
    try (NpzWriter writer = NpzWriter.create(folder.resolve("out.npz"))) {
      writer.add("x", NpyArray.of(new float[] {1}, 1));
    }
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aNameIsTakenOnceAndAShapeMustFit() throws IOException {
    try (NpzWriter writer = NpzWriter.create(folder.resolve("out.npz"))) {
      NpyArray one = NpyArray.of(new float[] {1}, 1);
      writer.add("x", one);
      assertThrows(IllegalArgumentException.class, () -> writer.add("x", one));
      assertThrows(IllegalArgumentException.class, () -> writer.add("", one));
    }
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new float[3], 2, 2));
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new float[3]));
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new float[1], -1, -1));
  }

  /** Bit patterns at random: every NaN, denormal and infinity may occur. */
  @Property(tries = 200)
  void everyFloatAndEveryLongComesBackBitByBit(@ForAll long seed) {
    Random random = new Random(seed);
    float[] floats = new float[random.nextInt(40)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
    }
    long[] longs = random.longs(random.nextInt(40)).toArray();
    Map<String, NpyArray> arrays =
        Map.of(
            "f", NpyArray.of(floats, floats.length), "l", NpyArray.of(longs, 1, longs.length, 1));
    try {
      Path file = Files.createTempFile("property", ".npz");
      NpzWriter.write(file, arrays);
      assertEquals(arrays, NpzReader.readAll(file));
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
