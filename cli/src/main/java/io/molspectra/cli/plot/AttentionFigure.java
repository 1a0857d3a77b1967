package io.molspectra.cli.plot;

import io.molspectra.cli.plot.ColorScale.Form;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A heat map of attention: rows attend, columns are attended to. Lines divide the spectra, whose
 * names and units stand at both axes.
 */
public final class AttentionFigure implements Drawing {

  /** How weights become colours. */
  public enum Scale {
    /** In proportion, from 0 to the largest weight. */
    LINEAR,
    /** By the square root: shows small weights beside large ones. */
    SQRT,
    /** By the logarithm, over four powers of ten below the largest weight. */
    LOG
  }

  private static final double MARGIN = 14;
  private static final double TITLE = 34;
  private static final double BAR_GAP = 18;
  private static final double DECADES = 1e-4;
  private static final Color BOUNDARY = new Color(255, 255, 255, 210);

  private final String title;
  private final AttentionMap map;
  private final ColorScale scale;
  private final String barTitle;

  /** A figure whose lightest colour is the map's largest weight. */
  public AttentionFigure(String title, AttentionMap map, Scale scale) {
    this(title, map, scale, map.largest());
  }

  /**
   * @param title the molecule, layer and head
   * @param largest what the lightest colour stands for, and all weights above it
   * @throws IllegalArgumentException if that is negative or no number
   */
  public AttentionFigure(String title, AttentionMap map, Scale scale, double largest) {
    if (!(largest >= 0)) {
      throw new IllegalArgumentException("weights are not negative: " + largest);
    }
    this.title = title;
    this.map = map;
    this.barTitle =
        largest < map.largest()
            ? "attention weight, lightest from %s up".formatted(Ticks.label(largest))
            : "attention weight";
    this.scale =
        switch (scale) {
          case LINEAR -> new ColorScale(0, largest, Form.LINEAR);
          case SQRT -> new ColorScale(0, largest, Form.SQRT);
          case LOG ->
              new ColorScale(
                  Math.max(Float.MIN_NORMAL, largest * DECADES),
                  Math.max(Float.MIN_NORMAL, largest),
                  Form.LOG);
        };
  }

  @Override
  public void drawOn(Sheet sheet) {
    Graphics2D graphics = sheet.graphics();
    ColorBar bar = new ColorBar(scale, barTitle);
    Rectangle2D square = square(sheet, bar);
    double side = square.getWidth();
    Ink.text(graphics, title, Ink.TITLE, square.getCenterX(), square.getY() - TITLE / 2, 0.5);
    draw(graphics, square, sheet.pixelsPerUnit());
    graphics.setColor(BOUNDARY);
    graphics.setStroke(Ink.THIN);
    for (int i = 1; i < map.blocks().size(); i++) {
      double at = side * start(i) / map.tokens();
      graphics.draw(
          new Line2D.Double(
              square.getX() + at, square.getY(), square.getX() + at, square.getMaxY()));
      graphics.draw(
          new Line2D.Double(
              square.getX(), square.getY() + at, square.getMaxX(), square.getY() + at));
    }
    graphics.setColor(Ink.FRAME);
    graphics.draw(square);
    TokenAxis axis = new TokenAxis(map.blocks(), map.tokens(), side);
    axis.drawBelow(graphics, square.getX(), square.getMaxY(), "attended to (key)");
    axis.drawLeft(graphics, square.getX(), square.getY(), "attending (query)");
    bar.drawOn(graphics, square.getMaxX() + BAR_GAP, square.getY(), side);
  }

  /** Where the map is, on whole pixels. */
  Rectangle2D square(Sheet sheet) {
    return square(sheet, new ColorBar(scale, ""));
  }

  /** The colour of a weight, as 0xRRGGBB. */
  int rgb(float weight) {
    return scale.rgb(weight);
  }

  private Rectangle2D square(Sheet sheet, ColorBar bar) {
    double wide = sheet.width() - 2 * MARGIN - TokenAxis.DEPTH - BAR_GAP - bar.width();
    double high = sheet.height() - 2 * MARGIN - TokenAxis.DEPTH - TITLE;
    double resolution = sheet.pixelsPerUnit();
    double side = pixels(Math.min(wide, high) * resolution) / resolution;
    double x = MARGIN + TokenAxis.DEPTH + (wide - side) / 2;
    double y = MARGIN + TITLE + (high - side) / 2;
    return new Rectangle2D.Double(
        Math.round(x * resolution) / resolution,
        Math.round(y * resolution) / resolution,
        side,
        side);
  }

  /** Cells of equal size, unless that would leave much of the figure empty. */
  private int pixels(double available) {
    int most = Math.max(1, (int) available);
    int even = most / map.tokens() * map.tokens();
    return even >= 0.9 * most ? even : most;
  }

  private void draw(Graphics2D graphics, Rectangle2D square, double resolution) {
    int pixels = (int) Math.round(square.getWidth() * resolution);
    BufferedImage raster = HeatRaster.of(map.weights(), map.tokens(), pixels, scale);
    AffineTransform where = AffineTransform.getTranslateInstance(square.getX(), square.getY());
    where.scale(1 / resolution, 1 / resolution);
    graphics.drawImage(raster, where, null);
  }

  private int start(int block) {
    return map.blocks().stream().limit(block).mapToInt(b -> b.positions().length).sum();
  }
}
