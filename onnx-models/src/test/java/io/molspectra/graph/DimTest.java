package io.molspectra.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DimTest {
  private static final Dim A = Dim.symbol("A");
  private static final Dim K = Dim.symbol("K");

  @Test
  void productsDoNotDependOnTheOrderOfTheirFactors() {
    assertEquals(A.times(K).times(Dim.of(3)), Dim.of(3).times(K).times(A));
    assertEquals("3*A*K", Dim.of(3).times(K).times(A).toString());
  }

  @Property
  void aProductDividedByOneFactorIsTheOther(
      @ForAll @IntRange(min = 1, max = 50) int x,
      @ForAll @IntRange(min = 0, max = 3) int powerA,
      @ForAll @IntRange(min = 0, max = 3) int powerK) {
    Dim divisor = Dim.of(x);
    for (int i = 0; i < powerA; i++) {
      divisor = divisor.times(A);
    }
    Dim other = Dim.of(7);
    for (int i = 0; i < powerK; i++) {
      other = other.times(K);
    }
    assertEquals(Optional.of(other), divisor.times(other).dividedBy(divisor));
  }

  @Test
  void onlyExactQuotientsExist() {
    assertTrue(A.dividedBy(K).isEmpty());
    assertTrue(Dim.of(7).dividedBy(Dim.of(2)).isEmpty());
    assertTrue(Dim.of(7).dividedBy(Dim.of(0)).isEmpty());
  }

  @Test
  void extentsAreNotNegative() {
    assertThrows(GraphException.class, () -> Dim.of(-1));
  }
}
