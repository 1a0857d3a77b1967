package io.molspectra.cli.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PcaTest {

  /** Float coordinates of size 10 are off by up to 5e-7. */
  private static final double TOLERANCE = 1e-5;

  @Test
  void pointsOnALineKeepTheirDistancesAndLeaveNothingToTheSecondAxis() {
    // t * (1, -2, 2) / 3 + (5, 6, 7): a direction of length 1, its largest component the second.
    double[] t = {-3, -1, 0, 4};
    float[] points = new float[12];
    for (int i = 0; i < 4; i++) {
      points[3 * i] = (float) (t[i] / 3 + 5);
      points[3 * i + 1] = (float) (-2 * t[i] / 3 + 6);
      points[3 * i + 2] = (float) (2 * t[i] / 3 + 7);
    }
    Pca pca = Pca.of(points, 3);
    assertArrayEquals(new double[] {1, 0}, pca.explained(), TOLERANCE);
    assertArrayEquals(new double[4], pca.y(), TOLERANCE);
    // -2/3 comes first of the two largest, so the axis is turned to (-1, 2, -2) / 3.
    assertArrayEquals(new double[] {3, 1, 0, -4}, pca.x(), TOLERANCE);
  }

  @Test
  void anEllipsesAxesAreFoundWithTheirPartsOfTheVariance() {
    // Half axes 10 and 2 along (3, 4) / 5 and (4, -3) / 5; variances are as their squares.
    int count = 360;
    float[] points = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double along = 10 * Math.cos(2 * Math.PI * i / count);
      double aside = 2 * Math.sin(2 * Math.PI * i / count);
      points[2 * i] = (float) (0.6 * along + 0.8 * aside);
      points[2 * i + 1] = (float) (0.8 * along - 0.6 * aside);
    }
    Pca pca = Pca.of(points, 2);
    assertArrayEquals(new double[] {100 / 104.0, 4 / 104.0}, pca.explained(), TOLERANCE);
    for (int i = 0; i < count; i++) {
      assertEquals(10 * Math.cos(2 * Math.PI * i / count), pca.x()[i], TOLERANCE);
      assertEquals(2 * Math.sin(2 * Math.PI * i / count), pca.y()[i], TOLERANCE);
    }
  }

  @Test
  void pointsMirroredAtTheirMeanAreMirroredOnTheMap() {
    float[] points = {1, 0, 5, 1, -2, 2, 0, 7};
    float[] mirrored = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      mirrored[i] = -points[i];
    }
    Pca one = Pca.of(points, 2);
    Pca other = Pca.of(mirrored, 2);
    for (int i = 0; i < 4; i++) {
      // A sign that followed the points would leave the map as it is.
      assertEquals(-one.x()[i], other.x()[i], TOLERANCE);
      assertEquals(-one.y()[i], other.y()[i], TOLERANCE);
    }
  }

  @Test
  void equalPointsLieInTheMiddleAndExplainNothing() {
    Pca pca = Pca.of(new float[] {1, 2, 1, 2, 1, 2}, 2);
    assertArrayEquals(new double[3], pca.x());
    assertArrayEquals(new double[2], pca.explained());
  }

  @Test
  void oneChannelIsAMapOfOneAxis() {
    Pca pca = Pca.of(new float[] {1, 3}, 1);
    assertArrayEquals(new double[] {-1, 1}, pca.x(), TOLERANCE);
    assertArrayEquals(new double[2], pca.y());
  }

  @Test
  void onePointAndPointsThatAreNoNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Pca.of(new float[] {1, 2}, 2));
    assertThrows(IllegalArgumentException.class, () -> Pca.of(new float[] {1, Float.NaN}, 1));
  }
}
