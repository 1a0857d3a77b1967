package io.molspectra.spectrum;

/**
 * Decodes lines of ordinates in JCAMP-DX's forms, which may be mixed. A letter for the first digit
 * says what a number is:
 *
 * <ul>
 *   <li>AFFN, PAC: plain numbers, parted by blanks or by their signs.
 *   <li>SQZ: {@code @} is 0, {@code A..I} are 1..9, {@code a..i} are -1..-9.
 *   <li>DIF: the difference to the ordinate before; {@code %} is 0, {@code J..R} 1..9, {@code j..r}
 *       -1..-9. A line that ends in a difference is followed by one that repeats its last ordinate.
 *   <li>DUP: how often the ordinate or difference before stands in all; {@code S..Z} are 1..8,
 *       {@code s} is 9.
 * </ul>
 */
final class AsdfDecoder {

  private final boolean squeezed;
  private final double factor;
  private final PointList points = new PointList();
  private double last;
  private boolean repeats;

  private String text = "";
  private long line;
  private int at;

  /**
   * Where a line begins.
   *
   * @param x as it stands there
   * @param decimals how many it has
   * @param index of the ordinate at x
   */
  record Start(double x, int decimals, int index, long line) {}

  /**
   * @param squeezed whether letters are digits; if not, E begins an exponent
   * @param factor of the ordinates
   */
  AsdfDecoder(boolean squeezed, double factor) {
    this.squeezed = squeezed;
    this.factor = factor;
  }

  /** The ordinates so far, their points yet to be placed. */
  PointList points() {
    return points;
  }

  /** Decodes a line. */
  Start line(String text, long line) throws SpectrumFault {
    this.text = text;
    this.line = line;
    this.at = 0;
    String x = number("");
    int dot = x.indexOf('.');
    Start start =
        new Start(
            parse(x),
            dot < 0 || x.indexOf('E') >= 0 ? 0 : x.length() - 1 - dot,
            repeats ? points.size() - 1 : points.size(),
            line);
    ordinates();
    return start;
  }

  private void ordinates() throws SpectrumFault {
    boolean first = true;
    boolean difference = false;
    double step = 0;
    while (skipSeparators()) {
      char c = text.charAt(at);
      int duplicates = squeezed ? digit(c, "STUVWXYZs", "") : 0;
      boolean isStep = squeezed && digit(c, "JKLMNOPQR", "%jklmnopqr") != 0;
      if (first && (duplicates > 0 || isStep)) {
        throw fault("the first ordinate of the line is '" + c + "...', which refers to none");
      }
      if (duplicates > 0) {
        at++;
        double times = parse(number(Integer.toString(duplicates)));
        for (int i = 1; i < times; i++) {
          add(difference ? last + step : last);
        }
      } else if (isStep) {
        step = lettered("JKLMNOPQR", "%jklmnopqr");
        difference = true;
        add(last + step);
      } else {
        double value =
            squeezed && digit(c, "ABCDEFGHI", "@abcdefghi") != 0
                ? lettered("ABCDEFGHI", "@abcdefghi")
                : parse(number(""));
        difference = false;
        if (first && repeats) {
          requireRepeated(value);
        } else {
          add(value);
        }
      }
      first = false;
    }
    repeats = first ? repeats : difference;
  }

  private void add(double value) throws SpectrumFault {
    last = value;
    points.add(0, value * factor, line);
  }

  private void requireRepeated(double value) throws SpectrumFault {
    // Ordinates of these forms are whole numbers.
    if (Math.abs(value - last) > 0.5) {
      throw fault(
          "begins with the ordinate %s, but the line before ends in %s: it is damaged, or lines are missing"
              .formatted(value, last));
    }
    last = value;
  }

  private boolean skipSeparators() {
    while (at < text.length() && (text.charAt(at) <= ' ' || ",;".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at < text.length();
  }

  /** 1..9 for positive letters; -1..-9 for negative ones, whose list begins with that of zero. */
  private static int digit(char c, String positive, String zeroAndNegative) {
    int up = positive.indexOf(c);
    if (up >= 0) {
      return up + 1;
    }
    int down = zeroAndNegative.indexOf(c);
    return down < 0 ? 0 : -down - 1;
  }

  private double lettered(String positive, String zeroAndNegative) throws SpectrumFault {
    char c = text.charAt(at++);
    int up = positive.indexOf(c);
    int down = zeroAndNegative.indexOf(c);
    return parse(number(up >= 0 ? Integer.toString(up + 1) : down == 0 ? "0" : "-" + down));
  }

  /** The number that begins here, with a start that a letter stood for. */
  private String number(String start) {
    StringBuilder number = new StringBuilder(start);
    if (start.isEmpty() && at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
      number.append(text.charAt(at++));
    }
    digits(number);
    boolean exponent = !squeezed && at < text.length() && "Ee".indexOf(text.charAt(at)) >= 0;
    if (exponent) {
      number.append('E');
      at++;
      if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
        number.append(text.charAt(at++));
      }
      digits(number);
    }
    return number.toString();
  }

  private void digits(StringBuilder number) {
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      number.append(text.charAt(at++));
    }
  }

  private double parse(String number) throws SpectrumFault {
    if (!Cell.isNumber(number)) {
      throw fault(
          at < text.length()
              ? "'" + text.charAt(at) + "' in column " + (at + 1) + " begins no number"
              : "'" + number + "' is no number");
    }
    return Double.parseDouble(number);
  }

  private SpectrumFault fault(String what) {
    return new SpectrumFault(SpectrumRejectReason.SYNTAX, line, what);
  }
}
