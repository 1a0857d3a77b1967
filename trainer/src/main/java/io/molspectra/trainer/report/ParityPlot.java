package io.molspectra.trainer.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws predictions against the truth as a PNG; needs no display. Points are gathered in square
 * cells, darker the more a cell holds, so that a hundred thousand are as legible as a hundred.
 */
public final class ParityPlot {

  private static final int SIZE = 700;
  private static final int CELLS = 160;
  private static final int MARKER = 4;
  private static final Color LIGHT = new Color(158, 192, 226);
  private static final Color DARK = new Color(8, 34, 92);
  private static final Color DIAGONAL = new Color(200, 60, 40);

  private ParityPlot() {}

  /**
   * Draws the pairs of finite values.
   *
   * @param file ends in .png
   * @param unit of both axes
   * @param truth [n]
   * @param predicted [n]
   * @return whether there was anything to draw
   * @throws IOException if the file cannot be written
   */
  public static boolean write(
      Path file, String title, String unit, double[] truth, double[] predicted) throws IOException {
    int[] finite =
        IntStream.range(0, truth.length)
            .filter(i -> Double.isFinite(truth[i]) && Double.isFinite(predicted[i]))
            .toArray();
    if (finite.length == 0) {
      return false;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i : finite) {
      low = Math.min(low, Math.min(truth[i], predicted[i]));
      high = Math.max(high, Math.max(truth[i], predicted[i]));
    }
    double margin = high > low ? 0.03 * (high - low) : Math.max(1e-6, 0.01 * Math.abs(high));
    low -= margin;
    high += margin;
    XYChart chart = PngChart.xy(SIZE, SIZE, title, "true, " + unit, "predicted, " + unit);
    chart
        .getStyler()
        .setLegendVisible(false)
        .setLegendPosition(LegendPosition.InsideNW)
        .setMarkerSize(MARKER);
    chart.getStyler().setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
    XYSeries diagonal =
        chart.addSeries("equal", new double[] {low, high}, new double[] {low, high});
    diagonal.setMarker(SeriesMarkers.NONE).setLineColor(DIAGONAL).setLineWidth(1);
    int[][] counts = new int[CELLS][CELLS];
    for (int i : finite) {
      counts[cell(truth[i], low, high)][cell(predicted[i], low, high)]++;
    }
    drawCells(chart, counts, low, (high - low) / CELLS);
    PngChart.write(file, chart);
    return true;
  }

  /** A series for each doubling of the count, the fullest cells last, on top. */
  private static void drawCells(XYChart chart, int[][] counts, double low, double width) {
    List<List<double[]>> levels = new ArrayList<>();
    for (int x = 0; x < CELLS; x++) {
      for (int y = 0; y < CELLS; y++) {
        if (counts[x][y] > 0) {
          int level = 31 - Integer.numberOfLeadingZeros(counts[x][y]);
          while (levels.size() <= level) {
            levels.add(new ArrayList<>());
          }
          levels.get(level).add(new double[] {low + (x + 0.5) * width, low + (y + 0.5) * width});
        }
      }
    }
    for (int level = 0; level < levels.size(); level++) {
      List<double[]> cells = levels.get(level);
      if (!cells.isEmpty()) {
        XYSeries series =
            chart.addSeries(
                (1 << level) + " or more",
                cells.stream().mapToDouble(point -> point[0]).toArray(),
                cells.stream().mapToDouble(point -> point[1]).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(shade(levels.size() == 1 ? 0.7 : level / (levels.size() - 1.0)));
      }
    }
  }

  private static int cell(double value, double low, double high) {
    return (int) Math.min(CELLS - 1, Math.floor(CELLS * (value - low) / (high - low)));
  }

  private static Color shade(double share) {
    return new Color(
        mix(LIGHT.getRed(), DARK.getRed(), share),
        mix(LIGHT.getGreen(), DARK.getGreen(), share),
        mix(LIGHT.getBlue(), DARK.getBlue(), share));
  }

  private static int mix(int light, int dark, double share) {
    return (int) Math.round(light + share * (dark - light));
  }
}
