package io.molspectra.trainer.report;

import io.molspectra.trainer.report.MetricsCsv.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws losses against steps as a PNG; needs no display. */
public final class LossCurve {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int LONGEST_WITH_MARKERS = 60;

  private LossCurve() {}

  /**
   * Draws the series that have points.
   *
   * @param file ends in .png
   * @param series losses; values that are not finite are left out
   * @return whether there was anything to draw
   */
  public static boolean write(Path file, String title, List<Series> series) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("step")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    for (Series one : series) {
      draw(chart, one);
    }
    if (chart.getSeriesMap().isEmpty()) {
      return false;
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    return true;
  }

  private static void draw(XYChart chart, Series series) {
    int[] finite =
        IntStream.range(0, series.values().size())
            .filter(i -> Double.isFinite(series.values().get(i)))
            .toArray();
    if (finite.length == 0) {
      return;
    }
    double[] steps = new double[finite.length];
    double[] values = new double[finite.length];
    for (int i = 0; i < finite.length; i++) {
      steps[i] = series.steps().get(finite[i]);
      values[i] = series.values().get(finite[i]);
    }
    chart
        .addSeries(series.name(), steps, values)
        .setMarker(
            finite.length > LONGEST_WITH_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }
}
