package io.molspectra.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Names and colours in centred rows, as many as the names need. */
final class Legend {

  private static final double GAP = 6;
  private static final double BETWEEN = 20;
  private static final double ROW = 20;
  private static final BasicStroke THICK = new BasicStroke(3);

  /** What stands before a name. */
  enum Sign {
    LINE(22),
    CIRCLE(9),
    SQUARE(9);

    private final double width;

    Sign(double width) {
      this.width = width;
    }

    /** The sign in a given size. */
    Shape around(Point2D middle, double size) {
      double x = middle.getX() - size / 2;
      double y = middle.getY() - size / 2;
      return switch (this) {
        case LINE -> new Line2D.Double(x, middle.getY(), x + size, middle.getY());
        case CIRCLE -> new Ellipse2D.Double(x, y, size, size);
        case SQUARE -> new Rectangle2D.Double(x, y, size, size);
      };
    }
  }

  /** A name and its colour. */
  record Entry(String name, Color color, Sign sign) {

    double width() {
      return sign.width + GAP + Ink.width(name, Ink.LABEL);
    }
  }

  private final List<List<Entry>> rows = new ArrayList<>();

  /**
   * @param width room for a row
   */
  Legend(List<Entry> entries, double width) {
    double used = width;
    for (Entry entry : entries) {
      if (used + BETWEEN + entry.width() > width) {
        rows.add(new ArrayList<>());
        used = -BETWEEN;
      }
      rows.get(rows.size() - 1).add(entry);
      used += BETWEEN + entry.width();
    }
  }

  double height() {
    return rows.size() * ROW;
  }

  /**
   * @param middle where the rows' middle is
   * @param top upper end of the first row
   */
  void drawOn(Graphics2D graphics, double middle, double top) {
    double y = top + ROW / 2;
    for (List<Entry> row : rows) {
      double width = row.stream().mapToDouble(Entry::width).sum() + BETWEEN * (row.size() - 1);
      double x = middle - width / 2;
      for (Entry entry : row) {
        Sign sign = entry.sign();
        Shape shape = sign.around(new Point2D.Double(x + sign.width / 2, y), sign.width);
        graphics.setColor(entry.color());
        if (sign == Sign.LINE) {
          graphics.setStroke(THICK);
          graphics.draw(shape);
        } else {
          graphics.fill(shape);
        }
        Ink.text(graphics, entry.name(), Ink.LABEL, x + sign.width + GAP, y, 0);
        x += entry.width() + BETWEEN;
      }
      y += ROW;
    }
  }
}
