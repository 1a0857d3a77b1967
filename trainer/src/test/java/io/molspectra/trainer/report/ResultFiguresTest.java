package io.molspectra.trainer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.data.SeededRandom;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFiguresTest {

  private static final String TITLE = "homo";

  @TempDir Path folder;

  @Test
  void denseCellsOfAParityPlotAreDarkerThanLoneOnes() throws IOException {
    int n = 20_000;
    var random = SeededRandom.of(1, SeededRandom.Purpose.NOISE, 0);
    double[] truth = new double[n];
    double[] predicted = new double[n];
    for (int i = 0; i < n; i++) {
      truth[i] = random.nextGaussian();
      predicted[i] = truth[i] + 0.1 * random.nextGaussian();
    }
    Path many = folder.resolve("many.png");
    assertTrue(ParityPlot.write(many, TITLE, "eV", truth, predicted));
    BufferedImage image = ImageIO.read(many.toFile());
    assertEquals(700, image.getWidth());
    assertTrue(pixels(image, 8, 34, 92) > 20, "the fullest cells");
    assertTrue(pixels(image, 158, 192, 226) > 200, "cells of one point");
  }

  @Test
  void pointsThatAreNotFiniteAreLeftOutOfFigures() throws IOException {
    Path clean = folder.resolve("clean.png");
    Path with = folder.resolve("with.png");
    ParityPlot.write(clean, TITLE, "eV", new double[] {1, 2}, new double[] {1, 3});
    ParityPlot.write(
        with, TITLE, "eV", new double[] {1, 2, Double.NaN, 9}, new double[] {1, 3, 4, Double.NaN});
    assertEquals(-1, Files.mismatch(clean, with));
    Path none = folder.resolve("none.png");
    double[] nan = {Double.NaN};
    assertFalse(ParityPlot.write(none, TITLE, "eV", nan, nan));
    assertFalse(ErrorHistogram.write(none, TITLE, "eV", nan, nan));
    assertFalse(Files.exists(none));
  }

  @Test
  void equalValuesCanBeDrawn() throws IOException {
    double[] zero = new double[3];
    assertTrue(ParityPlot.write(folder.resolve("p.png"), TITLE, "eV", zero, zero));
    assertTrue(ErrorHistogram.write(folder.resolve("e.png"), TITLE, "eV", zero, zero));
  }

  @Test
  void theHistogramCountsEveryErrorInsideOrBeyondTheAxis() {
    double[] errors = IntStream.range(0, 1000).mapToDouble(i -> (i - 499.5) / 100).toArray();
    errors[0] = 1e6;
    ErrorHistogram.Bins bins = ErrorHistogram.Bins.of(errors);
    assertEquals(1000, bins.total());
    // The 990th absolute error is 4.945, rounded up to two digits 5.0; only the million is beyond.
    assertEquals(1, bins.outside());
    assertEquals(5.0, bins.reach());
    // 51 equal bins of an even spread: 999 / 51 each, to one on either side.
    for (int count : bins.counts()) {
      assertEquals(19.6, count, 1.5);
    }
  }

  @Test
  void axisLabelsAreShort() {
    assertEquals("-0.278", PngChart.tick(-0.278416535897138));
    assertEquals("0", PngChart.tick(5e-17));
    assertEquals("-150", PngChart.tick(-150.0));
  }

  private static int pixels(BufferedImage image, int red, int green, int blue) {
    int rgb = 0xFF000000 | red << 16 | green << 8 | blue;
    int found = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        found += image.getRGB(x, y) == rgb ? 1 : 0;
      }
    }
    return found;
  }
}
