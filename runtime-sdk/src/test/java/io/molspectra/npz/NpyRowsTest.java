package io.molspectra.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyRowsTest {

  @TempDir Path folder;

  private Path write(NpyArray array) throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter.write(file, Map.of("a", array));
    return file;
  }

  private static double[] all(Path file) throws IOException {
    try (NpzReader npz = NpzReader.open(file);
        NpyRows rows = npz.rows("a")) {
      double[] values = new double[rows.count() * rows.width()];
      double[] row = new double[rows.width()];
      for (int at = 0; rows.next(row); at += row.length) {
        System.arraycopy(row, 0, values, at, row.length);
      }
      return values;
    }
  }

  @Test
  void rowsJoinToTheArrayWhateverTheirWidth() throws IOException {
    for (int width : new int[] {1, 3, 4096, 8191, 8192, 20_000}) {
      double[] values = new double[width * 5];
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.sin(i);
      }
      assertArrayEquals(values, all(write(NpyArray.of(values, 5, width))));
    }
    float[] floats = {1, 2, 3, 4, 5, 6};
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, all(write(NpyArray.of(floats, 3, 1, 2))));
    assertArrayEquals(new double[] {7, 8}, all(write(NpyArray.of(new long[] {7, 8}, 2))));
    assertArrayEquals(new double[0], all(write(NpyArray.of(new double[0], 0, 3))));
  }

  @Test
  void whatIsNoRowsOfNumbersIsRefused() throws IOException {
    for (NpyArray array :
        new NpyArray[] {NpyArray.of(new String[] {"a"}, 1), NpyArray.of(new double[] {1})}) {
      Path file = write(array);
      try (NpzReader npz = NpzReader.open(file)) {
        var error = assertThrows(NpyFormatException.class, () -> npz.rows("a"));
        assertTrue(error.getMessage().contains("rows of numbers"), error::getMessage);
        assertThrows(NpyFormatException.class, () -> npz.rows("b"));
      }
    }
  }

  @Test
  void aRowOfAnotherWidthIsAMistakeOfTheCaller() throws IOException {
    try (NpzReader npz = NpzReader.open(write(NpyArray.of(new double[6], 2, 3)));
        NpyRows rows = npz.rows("a")) {
      assertEquals(3, rows.width());
      assertThrows(IllegalArgumentException.class, () -> rows.next(new double[2]));
      assertTrue(rows.next(new double[3]));
      assertTrue(rows.next(new double[3]));
      assertFalse(rows.next(new double[3]));
      assertFalse(rows.next(new double[3]));
    }
  }

  @Test
  void damageShowsAtTheEndAtTheLatest() throws IOException {
    double[] values = new double[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i);
    }
    Path file = write(NpyArray.of(values, 1000, 3));
    byte[] bytes = Files.readAllBytes(file);
    int shown = 0;
    for (int at = 300; at < bytes.length - 300; at += 97) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThrows(IOException.class, () -> all(file));
      shown++;
    }
    assertTrue(shown > 20, "places tried: " + shown);
  }
}
