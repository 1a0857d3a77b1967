package io.molspectra.cli.plot;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.molspectra.file.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/** Writes drawings to files; a file appears under its name when it is complete. */
public final class FigureFile {

  private FigureFile() {}

  /**
   * Refuses a name whose ending tells no format.
   *
   * @throws IllegalArgumentException unless it ends in .png or .svg
   */
  public static void requireFormat(Path file) {
    if (!isPng(file) && !endsWith(file, ".svg")) {
      throw new IllegalArgumentException(
          "cannot tell the format of " + file + ": name a file .png or .svg");
    }
  }

  /**
   * Draws into a file.
   *
   * @param file ends in .png or .svg
   * @throws IllegalArgumentException if it does not
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, FigureSize size, Drawing drawing) throws IOException {
    requireFormat(file);
    try (AtomicFile target = AtomicFile.create(file)) {
      if (isPng(file)) {
        Png.write(image(size, drawing), size.dpi(), target.stream());
      } else {
        writeSvg(size, drawing, target.stream());
      }
      target.commit();
    }
  }

  /** The drawing as a PNG shows it. */
  static BufferedImage image(FigureSize size, Drawing drawing) {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(size.pixelsPerUnit(), size.pixelsPerUnit());
      drawOn(graphics, size, drawing);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static void writeSvg(FigureSize size, Drawing drawing, OutputStream out)
      throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    drawOn(graphics, size, drawing);
    Processors.get("svg")
        .getDocument(graphics.getCommands(), new PageSize(size.widthUnits(), size.heightUnits()))
        .writeTo(out);
  }

  private static void drawOn(Graphics2D graphics, FigureSize size, Drawing drawing) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, size.widthUnits(), size.heightUnits()));
    drawing.drawOn(
        new Sheet(graphics, size.widthUnits(), size.heightUnits(), size.pixelsPerUnit()));
  }

  private static boolean isPng(Path file) {
    return endsWith(file, ".png");
  }

  private static boolean endsWith(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
