package io.molspectra.cli.plot;

import io.molspectra.cli.plot.Legend.Entry;
import io.molspectra.cli.plot.Legend.Sign;
import io.molspectra.cli.plot.SpectrumPanel.Curve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Spectra of one or several molecules: a panel a kind, one below the other. */
public final class SpectraFigure implements Drawing {

  private static final double MARGIN = 12;
  private static final double RIGHT = 24;
  private static final double PANEL_TITLE = 28;
  private static final int MOST_NAMES = 14;
  private static final double HEADROOM = 1.06;
  private static final BasicStroke LINE = stroke(1.4f);
  private static final BasicStroke FINE = stroke(0.9f);
  private static final BasicStroke ZERO = stroke(0.8f);

  private final List<String> molecules;
  private final List<SpectrumPanel> panels;
  private final boolean mirrored;

  private SpectraFigure(List<String> molecules, List<SpectrumPanel> panels, boolean mirrored) {
    this.molecules = List.copyOf(molecules);
    this.panels = List.copyOf(panels);
    this.mirrored = mirrored;
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("there is no spectrum to draw");
    }
  }

  /**
   * All molecules in one direction, in the intensities of the files.
   *
   * @param molecules their names
   * @param panels at least one
   */
  public static SpectraFigure together(List<String> molecules, List<SpectrumPanel> panels) {
    return new SpectraFigure(molecules, panels, false);
  }

  /**
   * Two molecules against each other: the first upwards, the second downwards, each spectrum in
   * parts of its own highest point; panels tell the cosine of the two.
   *
   * @throws IllegalArgumentException unless there are two molecules and at least one panel
   */
  public static SpectraFigure compared(List<String> molecules, List<SpectrumPanel> panels) {
    if (molecules.size() != 2) {
      throw new IllegalArgumentException(
          "two molecules can be compared, got %d".formatted(molecules.size()));
    }
    return new SpectraFigure(molecules, panels, true);
  }

  @Override
  public void drawOn(Sheet sheet) {
    Graphics2D graphics = sheet.graphics();
    double top = MARGIN + headHeight(sheet.width());
    double height = (sheet.height() - top - MARGIN / 2) / panels.size();
    double inner = height - PANEL_TITLE - Axes.BELOW;
    double left = 0;
    for (SpectrumPanel panel : panels) {
      left = Math.max(left, Axes.leftOf(up(panel), inner, label()));
    }
    double width = sheet.width() - MARGIN - left - RIGHT;
    drawHead(graphics, MARGIN + left + width / 2, sheet.width());
    for (int i = 0; i < panels.size(); i++) {
      double y = top + i * height + PANEL_TITLE;
      Rectangle2D frame = new Rectangle2D.Double(MARGIN + left, y, width, inner);
      draw(graphics, panels.get(i), frame, left);
    }
  }

  private double headHeight(double width) {
    return named() && molecules.size() > 1 ? legend(width).height() : Ink.height(Ink.TITLE);
  }

  /** The molecule's name, the names with their colours, or how many there are. */
  private void drawHead(Graphics2D graphics, double middle, double width) {
    if (named() && molecules.size() > 1) {
      legend(width).drawOn(graphics, middle, MARGIN);
      return;
    }
    String head = named() ? molecules.get(0) : molecules.size() + " molecules";
    double y = MARGIN + Ink.height(Ink.TITLE) / 2;
    Ink.text(graphics, head, named() ? Ink.TITLE : Ink.LABEL, middle, y, 0.5);
  }

  private boolean named() {
    return molecules.size() <= MOST_NAMES;
  }

  private Legend legend(double width) {
    List<Entry> entries =
        IntStream.range(0, molecules.size())
            .mapToObj(i -> new Entry(molecules.get(i), Ink.category(i), Sign.LINE))
            .toList();
    return new Legend(entries, width - 4 * MARGIN);
  }

  private void draw(Graphics2D graphics, SpectrumPanel panel, Rectangle2D frame, double left) {
    Axes axes = new Axes(frame, panel.across(), up(panel), label());
    axes.drawGrid(graphics);
    Shape clip = graphics.getClip();
    graphics.clip(frame);
    boolean many = !named();
    for (Curve curve : panel.curves()) {
      graphics.setColor(color(curve.molecule(), many));
      graphics.setStroke(many ? FINE : LINE);
      graphics.draw(CurvePath.of(axes, curve.points(), heights(curve)));
    }
    graphics.setClip(clip);
    if (mirrored) {
      graphics.setColor(Ink.FRAME);
      graphics.setStroke(ZERO);
      double zero = axes.y(0);
      graphics.draw(new Line2D.Double(frame.getX(), zero, frame.getMaxX(), zero));
    }
    String upTitle = mirrored ? "relative intensity" : "intensity";
    axes.drawFrame(graphics, KindLabel.axis(panel.unit()), upTitle, left);
    double titleAt = frame.getY() - PANEL_TITLE / 2 + 2;
    Ink.text(graphics, title(panel), Ink.TITLE, frame.getCenterX(), titleAt, 0.5);
  }

  private String title(SpectrumPanel panel) {
    String name = KindLabel.name(panel.kind());
    boolean pair = mirrored && panel.curves().size() == 2;
    return pair ? name + Cosine.of(panel.curves().get(0), panel.curves().get(1)) : name;
  }

  private double[] heights(Curve curve) {
    double factor = 1;
    if (mirrored) {
      factor = (curve.molecule() == 1 ? -1 : 1) / (curve.highest() > 0 ? curve.highest() : 1);
    }
    double[] heights = new double[curve.intensities().length];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = factor * curve.intensities()[i];
    }
    return heights;
  }

  private Range up(SpectrumPanel panel) {
    if (mirrored) {
      return new Range(-HEADROOM, HEADROOM);
    }
    double highest = panel.curves().stream().mapToDouble(Curve::highest).max().orElse(0);
    return new Range(0, highest > 0 ? HEADROOM * highest : 1);
  }

  private DoubleFunction<String> label() {
    return mirrored ? number -> Ticks.label(Math.abs(number)) : Ticks::label;
  }

  private static Color color(int molecule, boolean many) {
    return Ink.transparent(Ink.category(molecule), many ? 160 : 230);
  }

  private static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
