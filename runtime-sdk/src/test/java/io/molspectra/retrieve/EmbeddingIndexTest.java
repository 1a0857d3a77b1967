package io.molspectra.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import io.molspectra.retrieve.IndexException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingIndexTest {

  /** Scores are sums of float32 products: a few units in the last place of 1. */
  private static final float TOLERANCE = 1e-6f;

  private static final IndexSource SOURCE = new IndexSource("toy", "embedding", "ab".repeat(32));

  @TempDir Path temp;

  @Test
  void hitsAreRankedByTheCosineWhateverTheLengths() {
    EmbeddingIndex index =
        EmbeddingIndex.of(
            SOURCE, List.of("right", "up", "diagonal"), 2, new float[] {100, 0, 0, 1, 3, 3});
    List<Hit> hits = index.top(new float[] {0.01f, 0.002f}, 2);
    assertEquals(List.of("right", "diagonal"), hits.stream().map(Hit::id).toList());
    assertEquals(1 / Math.sqrt(1.04), hits.get(0).score(), TOLERANCE);
    assertEquals(1.2 / Math.sqrt(2 * 1.04), hits.get(1).score(), TOLERANCE);
    assertEquals(2, hits.get(1).row());
    assertEquals(-1, index.top(new float[] {-1, 0}, 3).get(2).score(), TOLERANCE);
  }

  @Test
  void theSameHitsComeAsFromSortingEverything() {
    // Few different numbers, so that many scores tie; sizes beside those of the blocks.
    Random random = new Random(5);
    int width = 7;
    int size = 5_003;
    float[] vectors = new float[size * width];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = random.nextInt(3) - 1;
    }
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, ids(size), width, vectors);
    float[] queries = Arrays.copyOf(vectors, 37 * width);
    for (int k : List.of(1, 10, 1_000, size, 2 * size)) {
      List<List<Hit>> all = index.topOfEach(queries, k);
      assertEquals(37, all.size());
      for (int q = 0; q < 37; q++) {
        float[] query = Arrays.copyOfRange(queries, q * width, (q + 1) * width);
        assertEquals(all.get(q), index.top(query, k), "alone or together");
        assertEquals(sorted(index, query).subList(0, Math.min(k, size)), all.get(q));
      }
    }
  }

  /** Rank by rank from the similarities themselves, in double precision of the unit vectors. */
  private static List<Hit> sorted(EmbeddingIndex index, float[] query) {
    float[] unit = Cosine.normalised(query, index.width());
    List<Hit> hits = new ArrayList<>();
    for (int row = 0; row < index.size(); row++) {
      float score = Cosine.dot(unit, 0, index.unit(), row * index.width(), index.width());
      double exact = 0;
      for (int c = 0; c < index.width(); c++) {
        exact += (double) unit[c] * index.unit()[row * index.width() + c];
      }
      assertEquals(exact, score, TOLERANCE);
      hits.add(new Hit(row, index.ids().get(row), score));
    }
    // The sort is stable: equal scores keep the order of the rows.
    hits.sort(Comparator.comparing(Hit::score, Comparator.reverseOrder()));
    return hits;
  }

  @Test
  void equalScoresKeepTheOrderOfTheEntries() {
    float[] vectors = new float[2 * 100];
    Arrays.fill(vectors, 1);
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, ids(100), 2, vectors);
    assertEquals(
        ids(100).subList(0, 10), index.top(new float[] {1, 1}, 10).stream().map(Hit::id).toList());
    assertEquals(43, index.rank(new float[] {1, 1}, 42));
    assertEquals(18, index.rank(new float[] {1, 1}, 42, 17, 99));
  }

  @Test
  void theRankOfAnEntryIsItsPlaceAmongTheHits() {
    Random random = new Random(6);
    float[] vectors = new float[4 * 200];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = random.nextInt(3) - 1;
    }
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, ids(200), 4, vectors);
    float[] query = {1, -1, 0, 1};
    List<Hit> hits = index.top(query, 200);
    for (int place = 0; place < 200; place++) {
      assertEquals(place + 1, index.rank(query, hits.get(place).row()));
    }
  }

  @Test
  void aVectorOfZerosScoresZero() {
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, ids(3), 2, new float[] {-1, 0, 0, 0, 1, 0});
    assertEquals(
        List.of("m2", "m0"),
        List.of(
            index.top(new float[] {1, 0}, 3).get(0).id(),
            index.top(new float[] {1, 0}, 3).get(2).id()));
    assertEquals(0, index.top(new float[] {1, 0}, 3).get(1).score());
    assertEquals(0, index.top(new float[] {0, 0}, 3).get(0).score());
  }

  @Test
  void anEmptyIndexHasNoHits() {
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, List.of(), 2, new float[0]);
    assertEquals(List.of(), index.top(new float[] {1, 0}, 10));
  }

  @Test
  void whatIsNoVectorIsRefused() {
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, ids(1), 2, new float[] {1, 0});
    assertThrows(IllegalArgumentException.class, () -> index.top(new float[] {1, 0, 0}, 1));
    assertThrows(IllegalArgumentException.class, () -> index.top(new float[] {1, Float.NaN}, 1));
    assertThrows(IllegalArgumentException.class, () -> index.top(new float[] {1, 0}, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> EmbeddingIndex.of(SOURCE, ids(2), 2, new float[] {1, 0, 1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> EmbeddingIndex.of(SOURCE, ids(1), 2, new float[] {1, Float.POSITIVE_INFINITY}));
  }

  @Test
  void aSavedIndexGivesTheSameScoresBitForBit() throws IOException {
    Random random = new Random(7);
    float[] vectors = new float[300 * 5];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    EmbeddingIndex index = EmbeddingIndex.of(SOURCE, ids(300), 5, vectors);
    Path file = temp.resolve("library.npz");
    index.save(file);
    EmbeddingIndex read = EmbeddingIndex.load(file, SOURCE);
    assertEquals(SOURCE, read.source());
    assertArrayEquals(index.unit(), read.unit());
    float[] query = {1, 2, 3, 4, 5};
    assertEquals(index.top(query, 300), read.top(query, 300));
  }

  @Test
  void anIndexOfAnotherModelOrOfOtherWeightsIsRefused() throws IOException {
    Path file = temp.resolve("library.npz");
    EmbeddingIndex.of(SOURCE, ids(1), 2, new float[] {1, 0}).save(file);
    Map<IndexSource, String> others = new LinkedHashMap<>();
    others.put(new IndexSource("new", "embedding", "ab".repeat(32)), "by bundle toy, not new");
    others.put(new IndexSource("toy", "embedding", "cd".repeat(32)), "by other weights");
    others.put(
        new IndexSource("toy", "spectrum-embedding", "ab".repeat(32)),
        "what task embedding answered");
    others.forEach(
        (other, why) -> {
          IndexException e =
              assertThrows(IndexException.class, () -> EmbeddingIndex.load(file, other));
          assertEquals(Problem.STALE_INDEX, e.problem());
          assertTrue(e.getMessage().contains(why), e.getMessage());
        });
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path file = temp.resolve("library.npz");
    Files.writeString(file, "no archive");
    assertDamaged(file);
    EmbeddingIndex.of(SOURCE, ids(2), 2, new float[] {1, 0, 0, 1}).save(file);
    byte[] sound = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(sound, sound.length / 2));
    assertDamaged(file);
    Files.write(file, sound);
    Map<String, NpyArray> arrays = NpzReader.readAll(file);
    for (String name : arrays.keySet()) {
      Map<String, NpyArray> without = new LinkedHashMap<>(arrays);
      without.remove(name);
      NpzWriter.write(file, without);
      assertDamaged(file);
    }
    Map<String, NpyArray> longer = new LinkedHashMap<>(arrays);
    longer.put("z", NpyArray.of(new float[] {2, 0, 0, 1}, 2, 2));
    NpzWriter.write(file, longer);
    assertDamaged(file);
    longer.put("z", NpyArray.of(new float[] {1, 1}, 2, 1));
    longer.put("id", NpyArray.of(new String[] {"a"}, 1));
    NpzWriter.write(file, longer);
    assertDamaged(file);
  }

  private static void assertDamaged(Path file) {
    IndexException e = assertThrows(IndexException.class, () -> EmbeddingIndex.load(file, SOURCE));
    assertEquals(Problem.DAMAGED_INDEX, e.problem(), e.getMessage());
    assertTrue(e.getMessage().contains("library.npz"), e.getMessage());
  }

  private static List<String> ids(int count) {
    return Collections.unmodifiableList(IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
  }
}
