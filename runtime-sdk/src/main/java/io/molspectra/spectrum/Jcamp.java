package io.molspectra.spectrum;

import io.molspectra.spectrum.Spectrum.Form;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads JCAMP-DX files, by McDonald and Wilks (Applied Spectroscopy 42, 1988, 151) and version
 * 5.01.
 */
final class Jcamp {

  private static final List<String> CURVES = List.of("XYDATA", "XYPOINTS");
  private static final String PEAKS = "PEAKTABLE";

  private Jcamp() {}

  /**
   * @param otherwise unit of the points if the file names none
   */
  static Spectrum read(String id, List<String> lines, @Nullable SpectralUnit otherwise)
      throws SpectrumFault {
    List<JcampBlock> blocks = JcampBlock.parse(lines);
    for (JcampBlock block : blocks) {
      for (String label : CURVES) {
        JcampBlock.Entry data = block.entry(label);
        if (data != null) {
          return spectrum(id, block, data, Form.CURVE, otherwise);
        }
      }
    }
    for (JcampBlock block : blocks) {
      JcampBlock.Entry data = block.entry(PEAKS);
      if (data != null) {
        return spectrum(id, block, data, Form.STICKS, otherwise);
      }
    }
    throw new SpectrumFault(
        SpectrumRejectReason.UNSUPPORTED,
        0,
        "has neither ##XYDATA= nor ##XYPOINTS= nor ##PEAK TABLE=; NTUPLES and the like are not read");
  }

  private static Spectrum spectrum(
      String id,
      JcampBlock block,
      JcampBlock.Entry data,
      Form form,
      @Nullable SpectralUnit otherwise)
      throws SpectrumFault {
    String variables = data.value().toUpperCase(Locale.ROOT).replaceAll("\\s", "");
    AxisUnit axis = AxisUnit.of(block.text("XUNITS"), block.line("XUNITS"), otherwise);
    PointList points;
    if (variables.startsWith("(X++(Y..Y))") && form == Form.CURVE) {
      points = JcampSeries.read(block, data);
    } else if (variables.startsWith("(XY..XY)")) {
      points = pairs(block, data);
    } else {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED,
          data.line(),
          "data of the form '%s' are not read; (X++(Y..Y)) and (XY..XY) are"
              .formatted(data.value()));
    }
    Double stated = block.number("NPOINTS");
    if (stated != null && stated != points.size()) {
      throw new SpectrumFault(
          SpectrumRejectReason.MISSING_POINTS,
          block.line("NPOINTS"),
          "##NPOINTS= says %s, the data have %d; the file was cut or edited"
              .formatted(block.text("NPOINTS"), points.size()));
    }
    return points.spectrum(id, form, axis, block.text("YUNITS"), block.line("YUNITS"));
  }

  private static PointList pairs(JcampBlock block, JcampBlock.Entry data) throws SpectrumFault {
    double xFactor = block.number("XFACTOR", 1);
    double yFactor = block.number("YFACTOR", 1);
    PointList points = new PointList();
    for (JcampBlock.Text row : data.rest()) {
      String[] cells = row.text().split("[\\s,;]+");
      if (cells.length % 2 != 0) {
        throw new SpectrumFault(
            SpectrumRejectReason.MISSING_POINTS,
            row.line(),
            "has %d numbers, not pairs of point and intensity".formatted(cells.length));
      }
      for (int i = 0; i < cells.length; i += 2) {
        points.add(
            xFactor * number(cells[i], row.line()),
            yFactor * number(cells[i + 1], row.line()),
            row.line());
      }
    }
    return points;
  }

  private static double number(String cell, long line) throws SpectrumFault {
    if (Cell.namesNonFinite(cell)) {
      throw new SpectrumFault(
          SpectrumRejectReason.NON_FINITE_INTENSITY, line, "'" + cell + "' is not finite");
    }
    if (cell.equals("?")) {
      throw new SpectrumFault(
          SpectrumRejectReason.MISSING_POINTS, line, "'?' stands for a value that is not there");
    }
    if (!Cell.isNumber(cell)) {
      throw new SpectrumFault(SpectrumRejectReason.SYNTAX, line, "'" + cell + "' is no number");
    }
    return Double.parseDouble(cell);
  }
}
