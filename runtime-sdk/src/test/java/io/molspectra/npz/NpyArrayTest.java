package io.molspectra.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NpyArrayTest {

  @Test
  void numbersConvertIntoEachOther() {
    NpyArray longs = NpyArray.of(new long[] {1, -2}, 2);
    assertArrayEquals(new double[] {1, -2}, longs.toDoubles());
    assertArrayEquals(new float[] {1, -2}, longs.toFloats());
    NpyArray doubles = NpyArray.of(new double[] {0.1, 1e300}, 2);
    assertArrayEquals(new float[] {0.1f, Float.POSITIVE_INFINITY}, doubles.toFloats());
    assertArrayEquals(new double[] {0.5}, NpyArray.of(new float[] {0.5f}).toDoubles());
  }

  @Test
  void theErrorOfAWrongTypeNamesBoth() {
    NpyArray text = NpyArray.of(new String[] {"a"}, 1);
    var error = assertThrows(IllegalStateException.class, text::toLongs);
    assertTrue(error.getMessage().contains("STRING"), error::getMessage);
    assertTrue(error.getMessage().contains("whole numbers"), error::getMessage);
  }

  @Test
  void equalityLooksAtTypeShapeAndValues() {
    NpyArray array = NpyArray.of(new float[] {1, 2}, 2);
    assertEquals(array, NpyArray.of(new float[] {1, 2}, 2));
    assertEquals(array.hashCode(), NpyArray.of(new float[] {1, 2}, 2).hashCode());
    assertNotEquals(array, NpyArray.of(new float[] {1, 3}, 2));
    assertNotEquals(array, NpyArray.of(new float[] {1, 2}, 1, 2));
    assertNotEquals(array, NpyArray.of(new double[] {1, 2}, 2));
  }

  @Test
  void theShapeCannotBeChangedFromOutside() {
    long[] shape = {1, 2};
    NpyArray array = NpyArray.of(new float[2], shape);
    shape[0] = 7;
    array.shape()[1] = 7;
    assertArrayEquals(new long[] {1, 2}, array.shape());
  }

  @Test
  void shapesBeyondAJavaArrayAreRefused() {
    assertEquals(1, NpyArray.elements(new long[0]));
    assertEquals(0, NpyArray.elements(new long[] {5, 0, 7}));
    assertEquals(2_000_000_000, NpyArray.elements(new long[] {2_000_000, 1000}));
    assertThrows(
        IllegalArgumentException.class, () -> NpyArray.elements(new long[] {1L << 32, 1L << 32}));
    assertThrows(
        IllegalArgumentException.class, () -> NpyArray.elements(new long[] {Long.MAX_VALUE, 2}));
  }
}
