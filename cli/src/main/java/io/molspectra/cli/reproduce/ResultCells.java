package io.molspectra.cli.reproduce;

import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cells of the tables. */
final class ResultCells {
  private ResultCells() {}

  /** A mean absolute error with its interval. */
  record Error(double mae, Interval interval) {}

  /**
   * Of one seed the error with its interval over test molecules; of several their mean and standard
   * deviation; empty without any.
   */
  static String of(
      List<EvaluationReport> seeds, Function<EvaluationReport, @Nullable Error> error) {
    var errors = new ArrayList<Error>();
    for (EvaluationReport report : seeds) {
      Error found = error.apply(report);
      if (found != null) {
        errors.add(found);
      }
    }
    if (errors.isEmpty()) {
      return "";
    }
    if (errors.size() == 1) {
      Error one = Objects.requireNonNull(errors.get(0));
      String mae = number(one.mae());
      return Double.isFinite(one.interval().low())
          ? "%s [%s, %s]"
              .formatted(mae, number(one.interval().low()), number(one.interval().high()))
          : mae;
    }
    double mean = errors.stream().mapToDouble(Error::mae).average().orElseThrow();
    double squares = errors.stream().mapToDouble(e -> (e.mae() - mean) * (e.mae() - mean)).sum();
    return "%s ± %s (%d)"
        .formatted(number(mean), number(Math.sqrt(squares / (errors.size() - 1))), errors.size());
  }

  /** Three significant digits; more before the point if there are more. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "?";
    }
    double size = Math.abs(value);
    int digits = size == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return digits > 7
        ? String.format(Locale.ROOT, "%.2e", value)
        : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A number of the paper: no digit that the paper does not have. */
  static String printed(double value) {
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  static String heading(List<String> cells) {
    return row(cells) + "|" + "---|".repeat(cells.size()) + "\n";
  }
}
