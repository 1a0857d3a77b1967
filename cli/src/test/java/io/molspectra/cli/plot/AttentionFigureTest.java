package io.molspectra.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.plot.AttentionFigure.Scale;
import io.molspectra.cli.plot.AttentionMap.Block;
import io.molspectra.spectrum.SpectralUnit;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionFigureTest {

  private static final FigureSize SIZE = new FigureSize(900, 800, 144);
  private static final int TOKENS = 12;

  @TempDir Path folder;

  private final AttentionMap map =
      new AttentionMap(
          weights(TOKENS),
          List.of(
              block("uv", SpectralUnit.ELECTRONVOLT, 1, 3),
              block("ir", SpectralUnit.WAVENUMBER, 500, 9)));

  @ParameterizedTest
  @EnumSource
  void everyCellHasTheColourOfItsWeight(Scale scale) throws Exception {
    AttentionFigure figure = new AttentionFigure("m, layer 0, head 0", map, scale);
    Path file = folder.resolve("map.png");
    FigureFile.write(file, SIZE, figure);
    BufferedImage image = Pictures.drawn(file, 900, 800);
    Rectangle2D square = pixels(figure);
    for (int row = 0; row < TOKENS; row++) {
      for (int column = 0; column < TOKENS; column++) {
        int x = (int) (square.getX() + (column + 0.5) * square.getWidth() / TOKENS);
        int y = (int) (square.getY() + (row + 0.5) * square.getHeight() / TOKENS);
        assertEquals(
            Integer.toHexString(figure.rgb(map.weights()[row * TOKENS + column])),
            Integer.toHexString(image.getRGB(x, y) & 0xFFFFFF),
            "row " + row + ", column " + column);
      }
    }
  }

  @Test
  void aLightLineDividesTheSpectraAndNoOtherTokens() {
    AttentionFigure figure =
        new AttentionFigure(
            "", new AttentionMap(new float[TOKENS * TOKENS], map.blocks()), Scale.LINEAR);
    BufferedImage image = FigureFile.image(SIZE, figure);
    Rectangle2D square = pixels(figure);
    for (int token = 1; token < TOKENS; token++) {
      int at = (int) Math.round(token * square.getWidth() / TOKENS);
      int aside = (int) (square.getWidth() / TOKENS / 2);
      int upright = image.getRGB((int) square.getX() + at, (int) square.getY() + aside);
      int level = image.getRGB((int) square.getX() + aside, (int) square.getY() + at);
      int cell = image.getRGB((int) square.getX() + aside, (int) square.getY() + aside);
      assertEquals(token == 3, upright != cell, "upright line before token " + token);
      assertEquals(token == 3, level != cell, "level line before token " + token);
      assertTrue(token != 3 || (upright & 0xFF) > 150, "the line is light");
    }
  }

  @Test
  void anSvgHoldsTheMapAsAnImageAndTheRestAsLines() throws Exception {
    Path file = folder.resolve("map.svg");
    FigureFile.write(file, SIZE, new AttentionFigure("m", map, Scale.LINEAR));
    var svg = Pictures.svg(file);
    assertEquals(1, svg.getElementsByTagName("image").getLength());
    assertTrue(svg.getElementsByTagName("path").getLength() > 20, "no letters");
  }

  @Test
  void aPeakIsSeenWhereSeveralCellsShareAPixel() {
    int n = 97;
    float[] values = new float[n * n];
    values[50 * n + 33] = 1;
    ColorScale scale = new ColorScale(0, 1, ColorScale.Form.LINEAR);
    BufferedImage image = HeatRaster.of(values, n, 20, scale);
    assertEquals(ColorMap.rgb(1), image.getRGB(33 * 20 / n, 50 * 20 / n) & 0xFFFFFF);
    assertEquals(ColorMap.rgb(0), image.getRGB(0, 0) & 0xFFFFFF);
  }

  @Test
  void weightsAboveTheMostShownHaveTheLightestColour() {
    AttentionFigure figure = new AttentionFigure("", map, Scale.LINEAR, 0.5);
    assertEquals(ColorMap.rgb(1), figure.rgb(0.5f));
    assertEquals(ColorMap.rgb(1), figure.rgb(0.9f));
    assertEquals(ColorMap.rgb(0.5), figure.rgb(0.25f));
  }

  @Test
  void weightsThatAreNoSquareOfTheTokensAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new AttentionMap(new float[8], map.blocks()));
  }

  private static Rectangle2D pixels(AttentionFigure figure) {
    double scale = SIZE.pixelsPerUnit();
    Rectangle2D square =
        figure.square(new Sheet(null, SIZE.widthUnits(), SIZE.heightUnits(), scale));
    return new Rectangle2D.Double(
        square.getX() * scale,
        square.getY() * scale,
        square.getWidth() * scale,
        square.getHeight() * scale);
  }

  private static Block block(String kind, SpectralUnit unit, double first, int tokens) {
    double[] positions = new double[tokens];
    for (int i = 0; i < tokens; i++) {
      positions[i] = first * (1 + i);
    }
    return new Block(kind, unit, positions);
  }

  /** Different in every cell, and not symmetric. */
  private static float[] weights(int tokens) {
    Random random = new Random(5);
    float[] weights = new float[tokens * tokens];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat();
    }
    return weights;
  }
}
