package io.molspectra.trainer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  @Test
  void countsInsertionsDeletionsAndSubstitutions() {
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(4, NearestName.distance("", "seed"));
    assertEquals(0, NearestName.distance("seed", "seed"));
  }

  @Test
  void findsTheNearestAndNothingWhenAllAreFar() {
    List<String> known = List.of("num_layers", "num_heads", "num_rbf");
    assertEquals(Optional.of("num_heads"), NearestName.of("numheads", known));
    assertEquals(Optional.empty(), NearestName.of("zebra", known));
  }

  @Property
  void distanceIsSymmetricAndBoundedByTheLongerWord(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    int distance = NearestName.distance(a, b);
    assertEquals(distance, NearestName.distance(b, a));
    assertTrue(distance <= Math.max(a.length(), b.length()));
    assertTrue(distance >= Math.abs(a.length() - b.length()));
    assertEquals(a.equals(b), distance == 0);
  }
}
