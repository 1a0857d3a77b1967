package io.molspectra.cli.plot;

import io.molspectra.cli.plot.Legend.Entry;
import io.molspectra.cli.plot.Legend.Sign;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A map of embeddings. With two sets of points, of structures and of spectra for example, a line
 * joins what belongs to one molecule.
 */
public final class EmbeddingFigure implements Drawing {

  private static final double MARGIN = 12;
  private static final double RIGHT = 20;
  private static final double ROOM = 0.04;
  private static final int MANY = 1000;
  private static final Color JOIN = new Color(0x70, 0x70, 0x70, 120);
  private static final BasicStroke JOIN_LINE = new BasicStroke(0.7f);

  private final List<PointSet> sets;
  private final double[] explained;
  private final @Nullable Coloring coloring;

  /**
   * @param sets one or two, at least one point in all
   * @param explained the two axes' parts of the variance
   * @param coloring colours by molecule; null for one colour a set
   */
  public EmbeddingFigure(List<PointSet> sets, double[] explained, @Nullable Coloring coloring) {
    this.sets = List.copyOf(sets);
    this.explained = explained.clone();
    this.coloring = coloring;
  }

  @Override
  public void drawOn(Sheet sheet) {
    Graphics2D graphics = sheet.graphics();
    ColorScale scale = coloring == null ? null : coloring.scale();
    ColorBar bar =
        scale == null || coloring == null ? null : new ColorBar(scale, coloring.column());
    double right = RIGHT + (bar == null ? 0 : bar.width() + MARGIN);
    Legend legend = new Legend(entries(), sheet.width() - 2 * MARGIN);
    double top = 2 * MARGIN + legend.height();
    double height = sheet.height() - top - Axes.BELOW - MARGIN / 2;
    Range up = range(PointSet::y);
    double left = Axes.leftOf(up, height, Ticks::label);
    Rectangle2D frame =
        new Rectangle2D.Double(MARGIN + left, top, sheet.width() - MARGIN - left - right, height);
    Axes axes = new Axes(frame, range(PointSet::x), up, Ticks::label);
    legend.drawOn(graphics, frame.getCenterX(), MARGIN);
    axes.drawGrid(graphics);
    if (sets.size() > 1) {
      join(graphics, axes);
    }
    drawPoints(graphics, axes);
    axes.drawFrame(graphics, axis(0), axis(1), left);
    if (bar != null) {
      bar.drawOn(graphics, frame.getMaxX() + RIGHT, top, height);
    }
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int s = 0; sets.size() > 1 && s < sets.size(); s++) {
      Color color = coloring == null ? Ink.category(s) : Ink.FRAME;
      entries.add(new Entry(sets.get(s).name(), color, sign(s)));
    }
    if (coloring != null) {
      entries.addAll(coloring.legend());
    }
    return entries;
  }

  private Range range(Function<PointSet, double[]> coordinate) {
    return Range.around(
        sets.stream().flatMapToDouble(set -> DoubleStream.of(coordinate.apply(set))).toArray(),
        ROOM);
  }

  private static Sign sign(int set) {
    return set == 0 ? Sign.CIRCLE : Sign.SQUARE;
  }

  private void drawPoints(Graphics2D graphics, Axes axes) {
    boolean many = sets.stream().mapToInt(set -> set.ids().size()).sum() > MANY;
    for (int s = 0; s < sets.size(); s++) {
      PointSet set = sets.get(s);
      for (int i = 0; i < set.ids().size(); i++) {
        Color color = coloring == null ? Ink.category(s) : coloring.color(set.ids().get(i));
        graphics.setColor(Ink.transparent(color, many ? 140 : 210));
        graphics.fill(sign(s).around(axes.at(set.x()[i], set.y()[i]), many ? 4 : 6));
      }
    }
  }

  private void join(Graphics2D graphics, Axes axes) {
    PointSet one = sets.get(0);
    PointSet other = sets.get(1);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < other.ids().size(); i++) {
      places.putIfAbsent(other.ids().get(i), i);
    }
    graphics.setColor(JOIN);
    graphics.setStroke(JOIN_LINE);
    for (int i = 0; i < one.ids().size(); i++) {
      Integer j = places.get(one.ids().get(i));
      if (j != null) {
        Point2D from = axes.at(one.x()[i], one.y()[i]);
        graphics.draw(new Line2D.Double(from, axes.at(other.x()[j], other.y()[j])));
      }
    }
  }

  private String axis(int component) {
    return String.format(
        Locale.ROOT,
        "principal component %d (%.1f %% of the variance)",
        component + 1,
        100 * explained[component]);
  }
}
