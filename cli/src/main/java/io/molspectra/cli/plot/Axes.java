package io.molspectra.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleFunction;

/** A frame with a grid, round numbers and titles, and where points lie in it. */
final class Axes {

  private static final double TICK = 4;
  private static final double GAP = 4;
  private static final double LABELS_APART = 24;
  private static final double ROWS_APART = 34;
  private static final int MOST_ROWS = 10;
  private static final int MOST_COLUMNS = 15;
  private static final double TITLE_AT = 33;

  /** Room below a frame for numbers and a title. */
  static final double BELOW = 44;

  private final Rectangle2D frame;
  private final Range across;
  private final Range up;
  private final DoubleFunction<String> upLabel;

  /**
   * @param frame where the points are
   * @param upLabel text of a number at the left
   */
  Axes(Rectangle2D frame, Range across, Range up, DoubleFunction<String> upLabel) {
    this.frame = frame;
    this.across = across;
    this.up = up;
    this.upLabel = upLabel;
  }

  /** Room a frame of this height needs at its left for numbers and a title. */
  static double leftOf(Range up, double height, DoubleFunction<String> upLabel) {
    double widest = 0;
    for (double tick : rows(up, height)) {
      widest = Math.max(widest, Ink.width(upLabel.apply(tick), Ink.TICK));
    }
    return widest + TICK + 3 * GAP + Ink.height(Ink.LABEL);
  }

  double x(double number) {
    return frame.getX() + frame.getWidth() * across.part(number);
  }

  double y(double number) {
    return frame.getMaxY() - frame.getHeight() * up.part(number);
  }

  Point2D at(double x, double y) {
    return new Point2D.Double(x(x), y(y));
  }

  Rectangle2D frame() {
    return frame;
  }

  /** The grid, which belongs under the points. */
  void drawGrid(Graphics2D graphics) {
    graphics.setColor(Ink.GRID);
    graphics.setStroke(Ink.THIN);
    for (double tick : columns()) {
      graphics.draw(new Line2D.Double(x(tick), frame.getY(), x(tick), frame.getMaxY()));
    }
    for (double tick : rows(up, frame.getHeight())) {
      graphics.draw(new Line2D.Double(frame.getX(), y(tick), frame.getMaxX(), y(tick)));
    }
  }

  /**
   * Frame, numbers and titles.
   *
   * @param left how far left of the frame the title may reach; the same for frames above each
   *     other, for their titles to stand in line
   */
  void drawFrame(Graphics2D graphics, String acrossTitle, String upTitle, double left) {
    graphics.setColor(Ink.FRAME);
    graphics.setStroke(Ink.THIN);
    graphics.draw(frame);
    double below = frame.getMaxY();
    for (double tick : columns()) {
      graphics.setColor(Ink.FRAME);
      graphics.draw(new Line2D.Double(x(tick), below, x(tick), below + TICK));
      Ink.text(graphics, Ticks.label(tick), Ink.TICK, x(tick), below + 13, 0.5);
    }
    for (double tick : rows(up, frame.getHeight())) {
      graphics.setColor(Ink.FRAME);
      graphics.draw(new Line2D.Double(frame.getX() - TICK, y(tick), frame.getX(), y(tick)));
      Ink.text(graphics, upLabel.apply(tick), Ink.TICK, frame.getX() - TICK - GAP, y(tick), 1);
    }
    Ink.text(graphics, acrossTitle, Ink.LABEL, frame.getCenterX(), below + TITLE_AT, 0.5);
    double titleAt = frame.getX() - left + Ink.height(Ink.LABEL) / 2;
    Ink.upright(graphics, upTitle, Ink.LABEL, titleAt, frame.getCenterY());
  }

  private List<Double> columns() {
    double widest =
        Math.max(
            Ink.width(Ticks.label(Math.rint(across.low())), Ink.TICK),
            Ink.width(Ticks.label(Math.rint(across.high())), Ink.TICK));
    int most = (int) (frame.getWidth() / (widest + LABELS_APART));
    return Ticks.between(across.low(), across.high(), Math.max(2, Math.min(MOST_COLUMNS, most)));
  }

  private static List<Double> rows(Range up, double height) {
    int most = Math.max(2, Math.min(MOST_ROWS, (int) (height / ROWS_APART)));
    return Ticks.between(up.low(), up.high(), most);
  }
}
