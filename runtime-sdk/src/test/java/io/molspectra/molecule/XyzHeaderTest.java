package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class XyzHeaderTest {

  private static XyzHeader parse(String comment) throws RecordFault {
    return XyzHeader.parse(new Line(comment, 2, false, false));
  }

  @Test
  void plainCommentsGiveTheirFirstWord() throws RecordFault {
    assertEquals(new XyzHeader("gdb_1", 0, 1), parse("  gdb_1\tB3LYP"));
    assertEquals(XyzHeader.PLAIN, parse("   "));
  }

  @Test
  void columnsFollowTheWidthsBeforeThem() throws RecordFault {
    assertEquals(
        new XyzHeader(null, 3, 5), parse("Properties=force:R:3:species:S:1:q:R:1:pos:R:3:tag:I:1"));
    assertEquals(new XyzHeader(null, 3, 0), parse("properties=pos:R:3:Z:I:1"));
    assertEquals(
        new XyzHeader(null, 1, 2),
        parse("Properties=Z:I:1:species:S:1:pos:R:3"),
        "a symbol is preferred to a number");
    assertEquals(6, new XyzHeader(null, 5, 1).columns());
  }

  @Test
  void entriesMayBeQuotedBracketedOrBare() {
    assertEquals(
        Map.of("a", "1", "b", "two words", "c", "x=y", "d", "3 4", "e", "", "f", "5 6"),
        XyzHeader.entries("a=1 b=\"two words\" bare c='x=y'  d={3 4} e= f=[5 6]"));
  }

  @Test
  void anUnclosedQuoteEndsWithTheLine() {
    assertEquals(Map.of("a", "b c"), XyzHeader.entries("a=\"b c"));
    assertEquals(Map.of("a", "\\"), XyzHeader.entries("a=\"\\"));
  }

  @Property
  void whatTheWriterQuotesIsReadBack(
      @ForAll @AlphaChars @NotEmpty String key,
      @ForAll @StringLength(max = 20) @AlphaChars @Chars({' ', '"', '\\', '=', '\'', '{'})
          String value) {
    String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    assertEquals(
        Map.of(key.toLowerCase(java.util.Locale.ROOT), value, "next", "1"),
        XyzHeader.entries(key + "=" + quoted + " next=1"));
  }
}
