package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {

  @Property
  void aCountIsReadWhateverZerosLeadIt(
      @ForAll @IntRange(min = 0, max = 999_999_999) int count,
      @ForAll @IntRange(min = 0, max = 5) int zeros) {
    assertEquals(count, Numerals.count("0".repeat(zeros) + count));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.0", "1e3", " 1", "one", "1 2", "٣"})
  void whatIsNoPlainCountIsRefused(String text) {
    assertEquals(-1, Numerals.count(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "99999999999999999999999999"})
  void countsBeyondAnyMoleculeComeOutAsTheLargest(String text) {
    assertEquals(Integer.MAX_VALUE, Numerals.count(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "NaN", "-nan", "inf", "+Infinity", "-1.#IND", "1.#QNAN"})
  void everySpellingOfNonFiniteIsKnown(String text) {
    assertTrue(Numerals.namesNonFinite(text));
    assertTrue(Numerals.isNumber(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1.5", "+.5", "1.", "1e-3", "1.0D+02", "6.2*^-6", "1E400"})
  void numbersOfOtherLanguagesAreNumbers(String text) {
    assertTrue(Numerals.isNumber(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "-", "1f", "0x1p3", "1,5", "1..2", "H", "e", "**********"})
  void whatOnlyJavaOrNobodyReadsIsNoNumber(String text) {
    assertFalse(Numerals.isNumber(text));
  }
}
