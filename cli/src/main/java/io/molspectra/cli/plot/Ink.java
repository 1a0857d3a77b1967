package io.molspectra.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Fonts, colours and letters of all figures. */
final class Ink {

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  static final Color TEXT = new Color(0x22, 0x22, 0x22);
  static final Color FRAME = new Color(0x66, 0x66, 0x66);
  static final Color GRID = new Color(0xE6, 0xE6, 0xE6);
  static final Color UNKNOWN = new Color(0xB4, 0xB4, 0xB4);

  static final BasicStroke THIN = new BasicStroke(1);

  /** Okabe and Ito's colours, which the colour-blind can tell apart too; no yellow on white. */
  static final List<Color> CATEGORIES =
      List.of(
          new Color(0x00, 0x72, 0xB2),
          new Color(0xD5, 0x5E, 0x00),
          new Color(0x00, 0x9E, 0x73),
          new Color(0xCC, 0x79, 0xA7),
          new Color(0xE6, 0x9F, 0x00),
          new Color(0x56, 0xB4, 0xE9),
          new Color(0x33, 0x33, 0x33));

  /** The same for text wherever it is drawn: SVG has no device to measure it on. */
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Ink() {}

  /** The i-th colour, from the start again after the last. */
  static Color category(int i) {
    return CATEGORIES.get(i % CATEGORIES.size());
  }

  static Color transparent(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  static double width(String text, Font font) {
    return text.isEmpty() ? 0 : new TextLayout(text, font, CONTEXT).getAdvance();
  }

  /** Height of a line: ascent and descent of the font. */
  static double height(Font font) {
    var metrics = font.getLineMetrics("Ag", CONTEXT);
    return metrics.getAscent() + metrics.getDescent();
  }

  /**
   * Writes text as outlines, which look the same in every viewer of an SVG.
   *
   * @param x where the text is, from its left end (across 0) to its right end (1)
   * @param y middle of its capital letters
   * @param across which part of the text is at x
   */
  static void text(Graphics2D graphics, String text, Font font, double x, double y, double across) {
    fill(graphics, text, font, AffineTransform.getTranslateInstance(x, y), across);
  }

  /** The same from bottom to top, centred at y. */
  static void upright(Graphics2D graphics, String text, Font font, double x, double y) {
    AffineTransform turned = AffineTransform.getTranslateInstance(x, y);
    turned.rotate(-Math.PI / 2);
    fill(graphics, text, font, turned, 0.5);
  }

  private static void fill(
      Graphics2D graphics, String text, Font font, AffineTransform where, double across) {
    if (text.isEmpty()) {
      return;
    }
    TextLayout layout = new TextLayout(text, font, CONTEXT);
    Rectangle2D capital = new TextLayout("H", font, CONTEXT).getBounds();
    where.translate(-across * layout.getAdvance(), capital.getHeight() / 2);
    Shape outline = layout.getOutline(where);
    graphics.setColor(TEXT);
    graphics.fill(outline);
  }
}
