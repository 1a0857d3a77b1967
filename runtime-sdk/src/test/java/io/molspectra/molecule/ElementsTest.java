package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ElementsTest {

  @Test
  void everySymbolLeadsBackToItsNumberInAnyCase() {
    for (int z = 1; z <= Elements.LAST; z++) {
      String symbol = Elements.symbol(z);
      assertEquals(OptionalInt.of(z), Elements.atomicNumber(symbol));
      assertEquals(OptionalInt.of(z), Elements.atomicNumber(symbol.toUpperCase(Locale.ROOT)));
      assertEquals(OptionalInt.of(z), Elements.atomicNumber(symbol.toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void landmarksOfTheTableStandInTheirPlace() {
    assertEquals(
        List.of("H", "Ne", "Ar", "Kr", "Xe", "Rn", "Og"),
        List.of(1, 10, 18, 36, 54, 86, 118).stream().map(Elements::symbol).toList());
    assertEquals(
        List.of("C", "Fe", "I", "Gd", "Pb", "U"),
        List.of(6, 26, 53, 64, 82, 92).stream().map(Elements::symbol).toList());
  }

  @Test
  void deuteriumAndTritiumAreHydrogen() {
    assertEquals(OptionalInt.of(1), Elements.atomicNumber("D"));
    assertEquals(OptionalInt.of(1), Elements.atomicNumber("T"));
  }

  @Test
  void whatIsNoElementHasNoNumber() {
    for (String text : List.of("", "X", "Xx", "R#", "*", "Q", "C1", "Car", "6", "é")) {
      assertTrue(Elements.atomicNumber(text).isEmpty(), text);
    }
    assertThrows(IllegalArgumentException.class, () -> Elements.symbol(0));
    assertThrows(IllegalArgumentException.class, () -> Elements.symbol(119));
  }
}
