package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All expected numbers are what {@code numpy.random.default_rng(seed).permutation(n)} gave. */
class NumpyRandomTest {

  @ParameterizedTest
  @CsvSource({
    "0, 10, 4 6 2 7 3 5 9 0",
    "1, 10, 8 4 7 0 1 2 5 9",
    "1, 130831, 34769 76096 108805 71268 79788 92775 4491 96255",
    "1, 211762, 205564 163232 197518 140196 193438 161886 8863 108816",
    "1, 129817, 87737 77075 35588 53139 32365 103207 39441 82550",
    "1099511627779, 12, 2 4 10 9 6 5 3 7",
    "12345678901234567, 9, 2 5 7 8 4 6 1 0"
  })
  void permutationsBeginAsNumpys(long seed, int n, String first) {
    int[] expected = Arrays.stream(first.split(" ")).mapToInt(Integer::parseInt).toArray();
    int[] permutation = NumpyRandom.of(seed).permutation(n);
    assertArrayEquals(expected, Arrays.copyOf(permutation, 8));
    Arrays.sort(permutation);
    assertArrayEquals(IntStream.range(0, n).toArray(), permutation);
  }

  @Test
  void aWholePermutationIsNumpys() {
    int[] permutation = NumpyRandom.of(1).permutation(130831);
    long sum = 0;
    for (int i = 0; i < permutation.length; i++) {
      sum += (long) permutation[i] * i % 1_000_003;
    }
    // (p * arange(n) % 1000003).sum()
    assertEquals(65264563287L, sum);
  }

  @Test
  void negativeSeedsAreRefusedAsNumpyDoes() {
    assertThrows(LabelException.class, () -> NumpyRandom.of(-1));
  }
}
