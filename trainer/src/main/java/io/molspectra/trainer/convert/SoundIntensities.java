package io.molspectra.trainer.convert;

import static io.molspectra.spectrum.SpectrumRejectReason.MISSING;
import static io.molspectra.spectrum.SpectrumRejectReason.MISSING_POINTS;
import static io.molspectra.spectrum.SpectrumRejectReason.NEGATIVE_INTENSITY;
import static io.molspectra.spectrum.SpectrumRejectReason.NON_FINITE_INTENSITY;

import io.molspectra.spectrum.SpectrumGrid;
import org.jspecify.annotations.Nullable;

/**
 * A spectrum as it came, made fit to be written: ascending, finite, nowhere below zero.
 *
 * @param values [L] on the grid of the column's kind
 * @param deepest the lowest point that was set to zero, as a part of the maximum; 0 if none was
 */
record SoundIntensities(float[] values, double deepest) {

  /**
   * Area below zero, as a part of the area above, from which on a spectrum is refused: setting it
   * to zero would leave another spectrum.
   */
  static final double MAX_NEGATIVE_AREA = 0.2;

  /**
   * @param source the numbers, or null if the row has none
   * @throws ConversionFault with a {@link io.molspectra.spectrum.SpectrumRejectReason}
   */
  static SoundIntensities of(SourceColumn column, float @Nullable [] source)
      throws ConversionFault {
    SpectrumGrid grid = column.kind().grid();
    if (source == null) {
      throw new ConversionFault(MISSING, column.name() + " is empty");
    }
    int points = grid.length();
    if (source.length != points) {
      throw new ConversionFault(
          MISSING_POINTS,
          "%s has %d points, expected %s".formatted(column.name(), source.length, grid));
    }
    float[] values = new float[points];
    double highest = 0;
    double lowest = 0;
    double above = 0;
    double below = 0;
    for (int i = 0; i < points; i++) {
      float value = source[column.descending() ? points - 1 - i : i];
      if (!Float.isFinite(value)) {
        throw new ConversionFault(
            NON_FINITE_INTENSITY,
            "%s is %s at %s %s"
                .formatted(column.name(), value, (float) grid.at(i), grid.unit().symbol()));
      }
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
      above += Math.max(value, 0);
      below -= Math.min(value, 0);
      values[i] = Math.max(value, 0);
    }
    if (-lowest > column.floor() * highest || below > MAX_NEGATIVE_AREA * above) {
      throw new ConversionFault(
          NEGATIVE_INTENSITY,
          "%s goes down to %.3g, with a maximum of %.3g; the area below zero is %.1f %% of that above (limits %s %% and %s %%)"
              .formatted(
                  column.name(),
                  lowest,
                  highest,
                  100 * below / above,
                  (float) (100 * column.floor()),
                  (float) (100 * MAX_NEGATIVE_AREA)));
    }
    return new SoundIntensities(values, lowest == 0 ? 0 : -lowest / highest);
  }
}
