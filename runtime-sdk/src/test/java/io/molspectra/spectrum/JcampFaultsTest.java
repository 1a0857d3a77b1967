package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JcampFaultsTest {

  private static final int[] Y = new int[100];

  static {
    Arrays.setAll(Y, i -> (int) (1000 + 900 * Math.sin(i * 0.2)));
  }

  @ParameterizedTest
  @EnumSource(JcampForms.class)
  void aLineThatIsMissingIsNoticed(JcampForms form) {
    List<String> rows = form.lines(400, 2, Y);
    for (int missing = 1; missing < 5; missing++) {
      List<String> cut = new ArrayList<>(rows);
      cut.remove(missing);
      SpectrumFault fault = fault(JcampTest.file(400, 2, Y.length, cut));
      assertTrue(
          fault.reason() == SpectrumRejectReason.MISSING_POINTS
              || fault.reason() == SpectrumRejectReason.SYNTAX,
          fault::text);
    }
  }

  @ParameterizedTest
  @EnumSource(JcampForms.class)
  void aFileThatWasCutIsNoticed(JcampForms form) {
    List<String> rows = form.lines(400, 2, Y);
    SpectrumFault fault = fault(JcampTest.file(400, 2, Y.length, rows.subList(0, rows.size() - 2)));
    assertEquals(SpectrumRejectReason.MISSING_POINTS, fault.reason());
  }

  @Test
  void aDamagedDifferenceIsNoticedByTheRepeatedOrdinate() {
    List<String> rows = new ArrayList<>(JcampForms.DIF.lines(400, 2, Y));
    String damaged = rows.get(1).replaceFirst("[J-R]", "%");
    rows.set(1, damaged);
    SpectrumFault fault = fault(JcampTest.file(400, 2, Y.length, rows));
    assertEquals(SpectrumRejectReason.SYNTAX, fault.reason());
    // Seven labels and two lines of data before the one whose ordinate does not fit.
    assertEquals(11, fault.line());
    assertTrue(fault.text().contains("the line before ends in"), fault::text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 1 2 nan         | NON_FINITE_INTENSITY | 6",
        "400 1 2 1E999       | SYNTAX               | 6",
        "400 1 ? 3           | MISSING_POINTS       | 6",
        "400 1 2 #           | SYNTAX               | 6",
        "400 1 2             | MISSING_POINTS       | 4",
        "400 1 2 3 4         | MISSING_POINTS       | 4",
        "400 S 2 3           | SYNTAX               | 6",
        "400 J 2 3           | SYNTAX               | 6",
        "400 A - 3           | SYNTAX               | 6",
        "400 A 2 w           | SYNTAX               | 6",
        "400 100 -2 3        | NEGATIVE_INTENSITY   | 0"
      })
  void aDamagedLineIsNamed(String row, SpectrumRejectReason reason, long line) {
    SpectrumFault fault =
        fault(
            "##TITLE=a\n##XUNITS=1/CM\n##DELTAX=1\n##NPOINTS=3\n##XYDATA=(X++(Y..Y))\n"
                + row
                + "\n##END=");
    assertEquals(reason, fault.reason(), fault::text);
    assertEquals(line, fault.line(), fault::text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "##XYPOINTS=(XY..XY)~400,1 401        | MISSING_POINTS",
        "##XYPOINTS=(XY..XY)~400,1 399,2 401,3| WRONG_GRID",
        "##XYPOINTS=(XY..XY)~400,1 400,2      | WRONG_GRID",
        "##XYPOINTS=(XY..XY)~400,1 401,inf    | NON_FINITE_INTENSITY",
        "##XYPOINTS=(XY..XY)~400,1 401,x      | SYNTAX",
        "##XYPOINTS=(XY..XY)~400,1            | MISSING_POINTS",
        "##XYPOINTS=(XYW..XYW)~400,1,2        | UNSUPPORTED",
        "##XYDATA=(X++(R..R))~400 1 2         | UNSUPPORTED",
        "##XYDATA=(X++(Y..Y))~400 1 2         | SYNTAX",
        "##NTUPLES=NMR~##END NTUPLES=         | UNSUPPORTED",
        "##YFACTOR=none~##XYDATA=(X++(Y..Y))~400 1 2 | SYNTAX",
        "##YUNITS=REFLECTANCE~##DELTAX=1~##XYDATA=(X++(Y..Y))~400 1 2 | UNSUPPORTED"
      })
  void dataThatAreNotReadAreNamed(String records, SpectrumRejectReason reason) {
    SpectrumFault fault =
        fault("##TITLE=a\n##XUNITS=1/CM\n" + records.replace('~', '\n') + "\n##END=");
    assertEquals(reason, fault.reason(), fault::text);
  }

  @Test
  void aUnitThatIsNotReadOrMissingIsNamed() {
    SpectrumFault fault = fault("##TITLE=a\n##XUNITS=HZ\n##XYDATA=(X++(Y..Y))\n400 1 2\n##END=");
    assertEquals(SpectrumRejectReason.UNSUPPORTED, fault.reason());
    assertEquals(2, fault.line());
    assertTrue(fault.text().contains("'HZ'"), fault::text);
    fault = fault("##TITLE=a\n##XYDATA=(X++(Y..Y))\n400 1 2\n##END=");
    assertEquals(SpectrumRejectReason.UNSUPPORTED, fault.reason());
  }

  @Test
  void impossibleTransmittanceIsNamed() {
    for (String row : List.of("400 100 50 -20", "400 100 50 160")) {
      SpectrumFault fault =
          fault(
              "##TITLE=a\n##XUNITS=1/CM\n##YUNITS=%T\n##DELTAX=1\n##XYDATA=(X++(Y..Y))\n"
                  + row
                  + "\n##END=");
      assertEquals(SpectrumRejectReason.NEGATIVE_INTENSITY, fault.reason());
      assertTrue(fault.text().contains("at 402.0"), fault::text);
    }
  }

  @Test
  void aFileOfAnotherKindIsNamed() {
    assertEquals(SpectrumRejectReason.SYNTAX, fault("hello\nworld").reason());
    assertEquals(SpectrumRejectReason.SYNTAX, fault("").reason());
  }

  private static SpectrumFault fault(String text) {
    return assertThrows(SpectrumFault.class, () -> JcampTest.read(text));
  }
}
