package io.molspectra.cli;

import io.molspectra.trainer.label.LabelColumn;
import io.molspectra.trainer.label.LabelledMolecules;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Labels so far from all others that they are more likely a slip of the table than a property. */
final class AbsurdLabels {
  /** Deviations from the median, in units of the median deviation. */
  private static final double FAR = 1e6;

  private AbsurdLabels() {}

  /**
   * What is to be said of a column.
   *
   * @return a warning that names the first such molecule; empty if there is none
   */
  static Optional<String> warning(LabelledMolecules labelled, String name) {
    LabelColumn column = labelled.column(name);
    double[] values = column.values();
    double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
    double median = median(known);
    double deviation = median(Arrays.stream(known).map(v -> Math.abs(v - median)).toArray());
    int first = -1;
    int count = 0;
    for (int m = 0; m < values.length; m++) {
      // Where most labels are alike, any other would be infinitely far away.
      if (deviation > 0 && Math.abs(values[m] - median) > FAR * deviation) {
        first = first < 0 ? m : first;
        count++;
      }
    }
    return first < 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "warning: %s of %s is %.6g %s while the median of all is %.6g%s: such labels spoil"
                    + " training and errors; mend or remove them in the table",
                name,
                labelled.structures().molecule(first).id(),
                values[first],
                column.unit(),
                median,
                count == 1 ? "" : ", and %d more are as far away".formatted(count - 1)));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
