package io.molspectra.trainer.report.html;

import io.molspectra.trainer.report.MetricsCsv.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Losses against steps as SVG within the page; logarithmic where a loss falls by more than ten. */
final class LossChart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 150;
  private static final int TOP = 12;
  private static final int BOTTOM = 40;
  private static final int MOST_POINTS = 500;
  private static final int TICKS = 5;
  private static final List<String> COLOURS =
      List.of("#1f5fa8", "#c8502e", "#3d8b3d", "#8454a8", "#8a6d1f", "#4a4a4a");

  private final double firstStep;
  private final double lastStep;
  private final double low;
  private final double high;
  private final boolean logarithmic;

  private LossChart(List<double[]> points) {
    firstStep = points.stream().mapToDouble(point -> point[0]).min().orElse(0);
    lastStep = points.stream().mapToDouble(point -> point[0]).max().orElse(1);
    double least = points.stream().mapToDouble(point -> point[1]).min().orElse(0);
    double most = points.stream().mapToDouble(point -> point[1]).max().orElse(1);
    logarithmic = least > 0 && most / least > 10;
    low = scale(least);
    high = scale(most);
  }

  /** Draws the finite values of the series; nothing if there are none. */
  static void draw(Html page, List<Series> losses) {
    List<List<double[]>> curves = losses.stream().map(LossChart::finite).toList();
    List<double[]> all = curves.stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return;
    }
    var chart = new LossChart(all);
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, HEIGHT),
        "width",
        String.valueOf(WIDTH));
    chart.axes(page);
    int label = 0;
    for (int i = 0; i < curves.size(); i++) {
      if (!curves.get(i).isEmpty()) {
        chart.curve(page, losses.get(i).name(), curves.get(i), label++);
      }
    }
    page.close();
  }

  private static List<double[]> finite(Series series) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < series.values().size(); i++) {
      if (Double.isFinite(series.values().get(i))) {
        points.add(new double[] {series.steps().get(i), series.values().get(i)});
      }
    }
    int stride = 1 + points.size() / MOST_POINTS;
    List<double[]> thinned = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      // The last point is what a reader looks for.
      if (i % stride == 0 || i == points.size() - 1) {
        thinned.add(points.get(i));
      }
    }
    return thinned;
  }

  private void axes(Html page) {
    page.empty(
        "path",
        "d",
        "M%d %dV%dH%d".formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT),
        "fill",
        "none",
        "stroke",
        "#444");
    for (int i = 0; i < TICKS; i++) {
      double share = i / (TICKS - 1.0);
      double value = low + share * (high - low);
      double height = HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
      String shown = SeedGroup.number(logarithmic ? Math.pow(10, value) : value);
      label(page, LEFT - 6, height + 4, "end", shown);
      double step = firstStep + share * (lastStep - firstStep);
      double x = LEFT + share * (WIDTH - RIGHT - LEFT);
      label(page, x, HEIGHT - BOTTOM + 16, "middle", String.format(Locale.ROOT, "%.0f", step));
    }
    label(page, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "step");
  }

  private void curve(Html page, String name, List<double[]> points, int index) {
    var path = new StringBuilder();
    for (double[] point : points) {
      path.append(path.isEmpty() ? "" : " ")
          .append(String.format(Locale.ROOT, "%.1f,%.1f", x(point[0]), y(point[1])));
    }
    String colour = COLOURS.get(index % COLOURS.size());
    page.empty(
        "polyline",
        "points",
        path.toString(),
        "fill",
        "none",
        "stroke",
        colour,
        "stroke-width",
        "1.5");
    page.element(
        "text",
        name,
        "x",
        String.valueOf(WIDTH - RIGHT + 8),
        "y",
        String.valueOf(TOP + 12 + 16 * index),
        "fill",
        colour);
  }

  private static void label(Html page, double x, double y, String anchor, String content) {
    page.element(
        "text",
        content,
        "x",
        String.format(Locale.ROOT, "%.1f", x),
        "y",
        String.format(Locale.ROOT, "%.1f", y),
        "text-anchor",
        anchor);
  }

  private double x(double step) {
    double width = lastStep > firstStep ? (step - firstStep) / (lastStep - firstStep) : 0.5;
    return LEFT + width * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    double height = high > low ? (scale(value) - low) / (high - low) : 0.5;
    return HEIGHT - BOTTOM - height * (HEIGHT - BOTTOM - TOP);
  }

  private double scale(double value) {
    return logarithmic ? Math.log10(value) : value;
  }
}
