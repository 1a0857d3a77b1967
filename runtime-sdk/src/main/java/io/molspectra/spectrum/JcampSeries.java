package io.molspectra.spectrum;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads data of the form (X++(Y..Y)): each line a point and the ordinates that follow it at equal
 * distances. Where the points lie comes from ##FIRSTX=, ##LASTX= and the number of ordinates; the
 * points on the lines are rounded and serve as a check that no line is missing.
 */
final class JcampSeries {

  /**
   * What numbers in plain decimal form never have: another letter than E, an E that does not follow
   * a digit or follows another E, and a line of a single number. Without any of these an E begins
   * an exponent; with one, it is a 5.
   */
  private static final Pattern SQUEEZED =
      Pattern.compile("[@%A-DF-Za-df-z]|(^|[\\s,;])[Ee]|[Ee][0-9.]*[Ee]|^[+-]?[0-9.]+[Ee][0-9.]*$");

  private static final Pattern NON_FINITE =
      Pattern.compile("(?i)(^|[\\s,;+-])(nan|inf(inity)?)([\\s,;]|$)");

  /** Part of the distance of two points by which a line's point may be off. */
  private static final double OFF = 0.6;

  private JcampSeries() {}

  static PointList read(JcampBlock block, JcampBlock.Entry data) throws SpectrumFault {
    for (JcampBlock.Text row : data.rest()) {
      requireReadable(row);
    }
    boolean squeezed = data.rest().stream().anyMatch(row -> SQUEEZED.matcher(row.text()).find());
    AsdfDecoder decoder = new AsdfDecoder(squeezed, block.number("YFACTOR", 1));
    List<AsdfDecoder.Start> starts = new ArrayList<>();
    for (JcampBlock.Text row : data.rest()) {
      starts.add(decoder.line(row.text(), row.line()));
    }
    PointList points = decoder.points();
    if (points.size() > 0) {
      place(block, starts, points);
    }
    return points;
  }

  private static void place(JcampBlock block, List<AsdfDecoder.Start> starts, PointList points)
      throws SpectrumFault {
    double factor = block.number("XFACTOR", 1);
    int n = points.size();
    // A file that lacks points is to be told by their number, not by where they seem to lie.
    double stated = Math.max(block.number("NPOINTS", n), 2);
    double first = block.number("FIRSTX", starts.get(0).x() * factor);
    Double last = block.number("LASTX");
    Double delta = block.number("DELTAX");
    double step;
    if (last != null) {
      step = (last - first) / (stated - 1);
    } else if (delta != null) {
      step = delta;
    } else {
      AsdfDecoder.Start end = starts.get(starts.size() - 1);
      step = (end.x() * factor - first) / Math.max(end.index(), 1);
    }
    if (step == 0) {
      throw new SpectrumFault(
          SpectrumRejectReason.SYNTAX,
          starts.get(0).line(),
          "nothing says how far apart the points are; add ##LASTX= or ##DELTAX=");
    }
    for (AsdfDecoder.Start start : starts) {
      double expected = first + start.index() * step;
      double rounding = 1.01 * Math.pow(10, -start.decimals()) * Math.abs(factor);
      if (Math.abs(start.x() * factor - expected) > Math.max(OFF * Math.abs(step), rounding)) {
        throw new SpectrumFault(
            SpectrumRejectReason.MISSING_POINTS,
            start.line(),
            "begins at %s where the points before it lead to %s: data are missing, or ##FIRSTX=, ##LASTX= or ##NPOINTS= is wrong"
                .formatted((float) (start.x() * factor), (float) expected));
      }
    }
    for (int i = 0; i < n; i++) {
      points.movePoint(i, first + i * step);
    }
  }

  private static void requireReadable(JcampBlock.Text row) throws SpectrumFault {
    if (NON_FINITE.matcher(row.text()).find()) {
      throw new SpectrumFault(
          SpectrumRejectReason.NON_FINITE_INTENSITY,
          row.line(),
          "holds a value that is not finite");
    }
    if (row.text().indexOf('?') >= 0) {
      throw new SpectrumFault(
          SpectrumRejectReason.MISSING_POINTS,
          row.line(),
          "'?' stands for a value that is not there");
    }
  }
}
