package io.molspectra.trainer.report;

import io.molspectra.file.AtomicFile;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** How charts of results look, and how they get into a file. */
final class PngChart {

  private PngChart() {}

  static XYChart xy(int width, int height, String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotGridLinesColor(new Color(225, 225, 225));
    return chart;
  }

  /** A label of an axis: three significant digits, without trailing zeros. */
  static String tick(double value) {
    // Steps along an axis miss zero by rounding.
    return Math.abs(value) < 1e-12
        ? "0"
        : BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  static void write(Path target, XYChart chart) throws IOException {
    byte[] png = BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write(png);
      file.commit();
    }
  }
}
