package io.molspectra.cli.plot;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The two directions in which points differ most. Of a direction and its opposite it is the one
 * whose largest component is positive, so that the same points make the same map.
 *
 * @param x coordinates along the first direction, [M]
 * @param y coordinates along the second direction, [M]
 * @param explained the two directions' parts of the variance
 */
public record Pca(double[] x, double[] y, double[] explained) {

  private static final double CLEARLY = 1e-4;

  /**
   * Decomposes the covariance of points.
   *
   * @param points [M, C] row by row
   * @param width C, at least 1
   * @throws IllegalArgumentException if there are not at least two points, or a number is not
   *     finite
   */
  public static Pca of(float[] points, int width) {
    int count = points.length / width;
    if (count < 2) {
      throw new IllegalArgumentException("a map needs at least two points, got " + count);
    }
    double[] mean = mean(points, width);
    DMatrixRMaj covariance = covariance(points, mean);
    double total = 0;
    for (int c = 0; c < width; c++) {
      total += covariance.get(c, c);
    }
    if (!Double.isFinite(total)) {
      throw new IllegalArgumentException("an embedding is not a finite number");
    }
    double[] explained = new double[2];
    double[][] coordinates = new double[2][count];
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
    if (total > 0 && eigen.decompose(covariance)) {
      for (int rank = 0; rank < Math.min(2, width); rank++) {
        int index = nth(eigen, rank);
        explained[rank] = Math.max(0, eigen.getEigenvalue(index).getReal()) / total;
        coordinates[rank] = along(points, mean, direction(eigen.getEigenVector(index)));
      }
    }
    return new Pca(coordinates[0], coordinates[1], explained);
  }

  private static double[] mean(float[] points, int width) {
    double[] mean = new double[width];
    int count = points.length / width;
    for (int i = 0; i < points.length; i++) {
      mean[i % width] += points[i] / (double) count;
    }
    return mean;
  }

  /** The upper triangle summed and mirrored; point by point, so that memory stays C x C. */
  private static DMatrixRMaj covariance(float[] points, double[] mean) {
    int width = mean.length;
    int count = points.length / width;
    DMatrixRMaj sum = new DMatrixRMaj(width, width);
    double[] centred = new double[width];
    for (int m = 0; m < count; m++) {
      for (int c = 0; c < width; c++) {
        centred[c] = points[m * width + c] - mean[c];
      }
      for (int a = 0; a < width; a++) {
        for (int b = a; b < width; b++) {
          sum.data[a * width + b] += centred[a] * centred[b] / (count - 1);
        }
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < a; b++) {
        sum.data[a * width + b] = sum.data[b * width + a];
      }
    }
    return sum;
  }

  /** Index of the eigenvalue with that many above it. */
  private static int nth(EigenDecomposition_F64<DMatrixRMaj> eigen, int rank) {
    return IntStream.range(0, eigen.getNumberOfEigenvalues())
        .boxed()
        .sorted(
            (a, b) ->
                Double.compare(eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()))
        .skip(rank)
        .findFirst()
        .orElseThrow();
  }

  private static double[] direction(DMatrixRMaj vector) {
    double largest = 0;
    for (double component : vector.data) {
      // Only a clearly larger one counts: rounding must not decide between two equal ones.
      if (Math.abs(component) > Math.abs(largest) * (1 + CLEARLY)) {
        largest = component;
      }
    }
    double[] direction = vector.data.clone();
    for (int c = 0; largest < 0 && c < direction.length; c++) {
      direction[c] = -direction[c];
    }
    return direction;
  }

  private static double[] along(float[] points, double[] mean, double[] direction) {
    int width = mean.length;
    double[] along = new double[points.length / width];
    for (int i = 0; i < points.length; i++) {
      along[i / width] += (points[i] - mean[i % width]) * direction[i % width];
    }
    return along;
  }
}
