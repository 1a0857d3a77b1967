package io.molspectra.spectrum;

import java.util.ArrayList;
import java.util.List;

/** Writes ordinates in the forms of JCAMP-DX, for tests of the decoder. */
enum JcampForms {
  AFFN,
  PAC,
  SQZ,
  DIF,
  DIFDUP;

  private static final int PER_LINE = 17;

  /** Lines of (X++(Y..Y)), with the repeated ordinate behind lines that end in a difference. */
  List<String> lines(double firstX, double step, int[] y) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < y.length; from += PER_LINE) {
      int to = Math.min(from + PER_LINE, y.length);
      boolean repeat = from > 0 && (this == DIF || this == DIFDUP);
      int start = repeat ? from - 1 : from;
      lines.add(number(firstX + start * step) + ordinates(y, start, to));
    }
    if (this == DIF || this == DIFDUP) {
      lines.add(number(firstX + (y.length - 1) * step) + squeezed(y[y.length - 1]));
    }
    return lines;
  }

  private String ordinates(int[] y, int from, int to) {
    StringBuilder line = new StringBuilder();
    for (int i = from; i < to; i++) {
      switch (this) {
        case AFFN -> line.append(' ').append(y[i]);
        case PAC -> line.append(y[i] < 0 ? "" : "+").append(y[i]);
        case SQZ -> line.append(squeezed(y[i]));
        default -> {
          if (i == from) {
            line.append(squeezed(y[i]));
            continue;
          }
          int step = y[i] - y[i - 1];
          int run = 1;
          while (this == DIFDUP && i + run < to && y[i + run] - y[i + run - 1] == step) {
            run++;
          }
          line.append(lettered(step, "%JKLMNOPQR", "jklmnopqr"));
          if (run > 1) {
            line.append(lettered(run, "_STUVWXYZs", ""));
          }
          i += run - 1;
        }
      }
    }
    return line.toString();
  }

  private static String squeezed(int y) {
    return lettered(y, "@ABCDEFGHI", "abcdefghi");
  }

  private static String lettered(int value, String zeroAndUp, String down) {
    String digits = Integer.toString(Math.abs(value));
    int first = digits.charAt(0) - '0';
    char letter = value < 0 ? down.charAt(first - 1) : zeroAndUp.charAt(first);
    return letter + digits.substring(1);
  }

  private static String number(double x) {
    return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
  }
}
