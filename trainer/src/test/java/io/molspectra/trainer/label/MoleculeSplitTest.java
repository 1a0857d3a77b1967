package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpyType;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoleculeSplitTest {
  @TempDir Path folder;

  private Path npz(Map<String, NpyArray> arrays) throws IOException {
    Path file = folder.resolve("splits.npz");
    NpzWriter.write(file, arrays);
    return file;
  }

  private static NpyArray indices(long... values) {
    return NpyArray.of(values, values.length);
  }

  private static String refusal(Path file, int count) {
    LabelException refused =
        assertThrows(LabelException.class, () -> MoleculeSplit.read(file, count));
    assertEquals(LabelException.Problem.BAD_SPLIT, refused.problem());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("splits.npz"), message);
    return message;
  }

  @Test
  void aSplitIsReadAsItWasWrittenInItsOrder() throws IOException {
    Path file = folder.resolve("splits.npz");
    new MoleculeSplit(new int[] {4, 0}, new int[] {}, new int[] {2, 3}).write(file);
    try (NpzReader npz = NpzReader.open(file)) {
      assertEquals(NpyType.INT64, npz.type("idx_train"));
    }
    MoleculeSplit split = MoleculeSplit.read(file, 5);
    assertArrayEquals(new int[] {4, 0}, split.training());
    assertArrayEquals(new int[] {}, split.validation());
    assertArrayEquals(new int[] {2, 3}, split.test());
  }

  @Test
  void withoutATestPartTheRestIsForTheTest() throws IOException {
    Path file = npz(Map.of("idx_train", indices(5, 1), "idx_val", indices(0)));
    assertArrayEquals(new int[] {2, 3, 4}, MoleculeSplit.read(file, 6).test());
  }

  @Test
  void indicesBeyondTheDataAreNamed() throws IOException {
    String message = refusal(npz(Map.of("idx_train", indices(0, 6))), 6);
    assertTrue(message.contains("idx_train[1] is 6"), message);
    assertTrue(refusal(npz(Map.of("idx_train", indices(-1))), 6).contains("idx_train[0] is -1"));
  }

  @Test
  void aMoleculeInTwoPartsIsNamed() throws IOException {
    String message = refusal(npz(Map.of("idx_train", indices(0, 3), "idx_val", indices(1, 3))), 6);
    assertTrue(message.contains("idx_val[1] is 3"), message);
  }

  @Test
  void numbersThatAreNoIndicesAreRefused() throws IOException {
    refusal(npz(Map.of("idx_train", NpyArray.of(new double[] {0, 1}, 2))), 6);
  }
}
