package io.molspectra.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {

  private final NDManager manager = NDManager.newBaseManager();
  @TempDir Path folder;

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void keepsExtremeValuesOfEveryType() throws IOException {
    float[] singles = {Float.MIN_VALUE, -0f, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
    double[] doubles = {Double.MIN_VALUE, Math.PI, Double.MAX_VALUE};
    long[] longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE};
    Path file = folder.resolve("t.safetensors");
    TensorFile.write(
        file,
        Map.of(
            "f", manager.create(singles),
            "d", manager.create(doubles, new Shape(1, 3, 1)),
            "l", manager.create(longs),
            "scalar", manager.create(2.5)));
    Map<String, NDArray> read = TensorFile.read(file, manager);
    assertEquals(List.of("d", "f", "l", "scalar"), List.copyOf(read.keySet()));
    assertArrayEquals(singles, read.get("f").toFloatArray());
    assertArrayEquals(doubles, read.get("d").toDoubleArray());
    assertEquals(new Shape(1, 3, 1), read.get("d").getShape());
    assertArrayEquals(longs, read.get("l").toLongArray());
    assertEquals(new Shape(), read.get("scalar").getShape());
    assertEquals(DataType.FLOAT64, read.get("scalar").getDataType());
  }

  @Test
  void orderOfTheMapDoesNotShowInTheFile() throws IOException {
    NDArray a = manager.create(new float[] {1, 2});
    NDArray b = manager.create(new float[] {3});
    Map<String, NDArray> forwards = new LinkedHashMap<>();
    forwards.put("layers.0.weight", a);
    forwards.put("layers.10.weight", b);
    Map<String, NDArray> backwards = new LinkedHashMap<>();
    backwards.put("layers.10.weight", b);
    backwards.put("layers.0.weight", a);
    TensorFile.write(folder.resolve("1"), forwards);
    TensorFile.write(folder.resolve("2"), backwards);
    assertEquals(-1, Files.mismatch(folder.resolve("1"), folder.resolve("2")));
  }

  @Test
  void followsTheSafetensorsLayout() throws IOException {
    Path file = folder.resolve("t.safetensors");
    TensorFile.write(file, Map.of("w", manager.create(new float[] {1.5f, -2f})));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header);
    assertEquals(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        new String(header, StandardCharsets.UTF_8).strip());
    assertEquals(1.5f, bytes.getFloat());
    assertEquals(-2f, bytes.getFloat());
    assertEquals(0, bytes.remaining());
  }

  @Test
  void transposedTensorsAreWrittenInTheirOwnOrder() throws IOException {
    Path file = folder.resolve("t.safetensors");
    NDArray matrix = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
    TensorFile.write(file, Map.of("t", matrix.transpose()));
    NDArray read = TensorFile.read(file, manager).get("t");
    assertEquals(new Shape(3, 2), read.getShape());
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, read.toFloatArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not a tensor file at all", "PK\u0003\u0004", "8 bytes."})
  void otherFilesAreRefusedByName(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("t.safetensors"), content);
    CheckpointException.Damaged damaged =
        assertThrows(CheckpointException.Damaged.class, () -> TensorFile.read(file, manager));
    assertTrue(damaged.getMessage().startsWith(file.toString()), damaged::getMessage);
  }

  @Test
  void checksumFileListingAnotherFolderIsRefused() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(folder.resolve("secret"), "");
    Files.writeString(
        inner.resolve("SHA256SUMS"),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ../secret\n");
    assertThrows(CheckpointException.Damaged.class, () -> Checksums.verify(inner));
  }

  @Test
  void checksumsAreThoseOfSha256sum() throws IOException {
    Files.writeString(folder.resolve("state.json"), "abc");
    Checksums.write(folder);
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  state.json\n",
        Files.readString(folder.resolve("SHA256SUMS")));
    Checksums.verify(folder);
  }
}
