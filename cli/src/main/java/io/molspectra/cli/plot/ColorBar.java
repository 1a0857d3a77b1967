package io.molspectra.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/**
 * The legend of a {@link ColorScale}: its colours from bottom to top, with numbers to the right.
 */
final class ColorBar {

  static final double THICKNESS = 14;
  private static final double TICK = 4;
  private static final double GAP = 4;
  private static final double LABEL_SPACING = 40;
  private static final int STRIPES = 256;

  private final ColorScale scale;
  private final String title;

  ColorBar(ColorScale scale, String title) {
    this.scale = scale;
    this.title = title;
  }

  /** Width with numbers and title. */
  double width() {
    double widest = 0;
    for (double tick : scale.ticks(10)) {
      widest = Math.max(widest, Ink.width(Ticks.label(tick), Ink.TICK));
    }
    return THICKNESS + TICK + GAP + widest + GAP + Ink.height(Ink.LABEL);
  }

  void drawOn(Graphics2D graphics, double x, double y, double height) {
    for (int i = 0; i < STRIPES; i++) {
      graphics.setColor(ColorMap.color((i + 0.5) / STRIPES));
      double top = y + height * (STRIPES - 1 - i) / STRIPES;
      // Stripes overlap downwards, so that no viewer shows gaps between them.
      double bottom = Math.min(y + height, top + 2 * height / STRIPES);
      graphics.fill(new Rectangle2D.Double(x, top, THICKNESS, bottom - top));
    }
    graphics.setColor(Ink.FRAME);
    graphics.setStroke(Ink.THIN);
    graphics.draw(new Rectangle2D.Double(x, y, THICKNESS, height));
    int most = Math.max(2, (int) (height / LABEL_SPACING));
    for (double tick : scale.ticks(Math.min(10, most))) {
      double at = y + height * (1 - scale.part(tick));
      graphics.setColor(Color.DARK_GRAY);
      graphics.draw(new Line2D.Double(x + THICKNESS, at, x + THICKNESS + TICK, at));
      Ink.text(graphics, Ticks.label(tick), Ink.TICK, x + THICKNESS + TICK + GAP, at, 0);
    }
    double titleAt = x + width() - Ink.height(Ink.LABEL) / 2;
    Ink.upright(graphics, title, Ink.LABEL, titleAt, y + height / 2);
  }
}
