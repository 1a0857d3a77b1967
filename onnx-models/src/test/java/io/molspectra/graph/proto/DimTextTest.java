package io.molspectra.graph.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.graph.Dim;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DimTextTest {
  @Property(tries = 200)
  void everyProductReadsBackAsItself(
      @ForAll @LongRange(min = 1, max = 1000) long factor,
      @ForAll("symbols") List<String> symbols) {
    var dim = new Dim(factor, symbols);
    assertEquals(Optional.of(dim), DimText.format(dim).flatMap(DimText::parse));
  }

  @Provide
  Arbitrary<List<String>> symbols() {
    return Arbitraries.of("A", "K", "M", "Nmax", "batch_size", "atoms.0").list().ofMaxSize(4);
  }

  @Test
  void formulasOfOtherExportersStayWhole() {
    for (String text : List.of("n + 1", "2*n + 1", "floor(n/2)", "n*(m+1)", "A*", "2n")) {
      assertEquals(Optional.of(Dim.symbol(text)), DimText.parse(text), text);
      assertEquals(Optional.of(text), DimText.format(Dim.symbol(text)));
    }
  }

  @Test
  void productsHaveNoOrder() {
    assertEquals(DimText.parse("K*A"), DimText.parse("A*K"));
  }

  @Test
  void unknownExtentsHaveNoText() {
    assertEquals(Optional.empty(), DimText.format(Dim.symbol("?3")));
    assertEquals(Optional.empty(), DimText.format(Dim.symbol("?3").times(Dim.symbol("A"))));
    assertEquals(Optional.empty(), DimText.parse("?3"));
    assertEquals(Optional.empty(), DimText.parse(""));
  }

  @Test
  void anExtentThatWouldReadBackAsAnotherHasNoText() {
    assertEquals(Optional.empty(), DimText.format(Dim.symbol("A*K")));
    assertEquals(Optional.empty(), DimText.format(Dim.symbol("n + 1").times(Dim.of(2))));
  }
}
