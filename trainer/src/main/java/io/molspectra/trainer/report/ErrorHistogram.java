package io.molspectra.trainer.report;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws how often which error occurs as a PNG; needs no display. */
public final class ErrorHistogram {

  private static final int WIDTH = 700;
  private static final int HEIGHT = 460;
  private static final int BINS = 51;
  private static final double SHOWN = 0.99;
  private static final Color FILL = new Color(70, 110, 170);

  private ErrorHistogram() {}

  /**
   * Draws the errors, predicted less true, of the pairs of finite values. The axis ends where at
   * least 99 % of the errors are inside; the title counts the others, which would squeeze the rest
   * together.
   *
   * @param file ends in .png
   * @param unit of the errors
   * @param truth [n]
   * @param predicted [n]
   * @return whether there was anything to draw
   * @throws IOException if the file cannot be written
   */
  public static boolean write(
      Path file, String title, String unit, double[] truth, double[] predicted) throws IOException {
    double[] errors =
        IntStream.range(0, truth.length)
            .mapToDouble(i -> predicted[i] - truth[i])
            .filter(Double::isFinite)
            .toArray();
    if (errors.length == 0) {
      return false;
    }
    Bins bins = Bins.of(errors);
    String full =
        bins.outside() == 0
            ? title
            : String.format(Locale.ROOT, "%s (%d beyond the axis)", title, bins.outside());
    XYChart chart = PngChart.xy(WIDTH, HEIGHT, full, "predicted less true, " + unit, "molecules");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setxAxisTickLabelsFormattingFunction(PngChart::tick);
    chart.getStyler().setXAxisMin(-bins.reach()).setXAxisMax(bins.reach()).setYAxisMin(0.0);
    XYSeries series = chart.addSeries("errors", bins.outlineX(), bins.outlineY());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setMarker(SeriesMarkers.NONE).setLineColor(FILL);
    series.setFillColor(FILL);
    PngChart.write(file, chart);
    return true;
  }

  /**
   * Counts in equal bins from -reach to reach, symmetric, so that a bias shows.
   *
   * @param counts a bin
   * @param reach end of the axis
   * @param outside errors beyond it
   */
  record Bins(int[] counts, double reach, int outside) {

    static Bins of(double[] errors) {
      double[] sizes = DoubleStream.of(errors).map(Math::abs).sorted().toArray();
      double reach = sizes[(int) Math.ceil(SHOWN * sizes.length) - 1];
      // All errors may be zero.
      reach = reach > 0 ? roundedUp(reach) : 1e-6;
      int[] counts = new int[BINS];
      int outside = 0;
      for (double error : errors) {
        if (Math.abs(error) > reach) {
          outside++;
        } else {
          counts[(int) Math.min(BINS - 1, Math.floor(BINS * (error + reach) / (2 * reach)))]++;
        }
      }
      return new Bins(counts, reach, outside);
    }

    /** To two digits: the axis is labelled from its ends. */
    private static double roundedUp(double reach) {
      return BigDecimal.valueOf(reach).round(new MathContext(2, RoundingMode.UP)).doubleValue();
    }

    double[] outlineX() {
      return IntStream.range(0, 2 * BINS)
          .mapToDouble(i -> -reach + 2 * reach * ((i + 1) / 2) / BINS)
          .toArray();
    }

    double[] outlineY() {
      return IntStream.range(0, 2 * BINS).mapToDouble(i -> counts[i / 2]).toArray();
    }

    int total() {
      return Arrays.stream(counts).sum() + outside;
    }
  }
}
