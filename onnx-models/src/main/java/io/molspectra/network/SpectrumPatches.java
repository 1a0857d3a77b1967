package io.molspectra.network;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;

/**
 * How a kind of spectrum is cut into patches (paper section 3.1): windows of equal length at equal
 * distances. Points behind the last whole window are not seen.
 *
 * @param kind name of the kind of spectrum
 * @param length L, points of the spectrum
 * @param patchLength P, points of a patch
 * @param stride D, distance of the first points of neighbouring patches; overlapping if less than P
 * @param transform what becomes of the intensities before
 */
public record SpectrumPatches(
    String kind, int length, int patchLength, int stride, IntensityTransform transform) {

  /**
   * @throws IllegalArgumentException if there is no whole patch, or points between patches
   */
  public SpectrumPatches {
    if (patchLength < 1 || patchLength > length || stride < 1 || stride > patchLength) {
      throw new IllegalArgumentException(
          "%s: patches need 1 <= stride <= patch length <= points, got stride %d, length %d, %d points"
              .formatted(kind, stride, patchLength, length));
    }
  }

  /** N, number of patches. */
  public int count() {
    return (length - patchLength) / stride + 1;
  }

  /** [M, L] -> [M, N, P], after the transform. */
  Value cut(Value intensities) {
    long[] index = new long[count() * patchLength];
    for (int i = 0; i < index.length; i++) {
      index[i] = (long) (i / patchLength) * stride + i % patchLength;
    }
    Value transformed = transform.apply(intensities);
    return transformed
        .builder()
        .node(
            Operator.GATHER,
            Attributes.of("axis", 1L),
            transformed,
            transformed
                .builder()
                .constant(Tensor.integer(DType.INT64, index, count(), patchLength)));
  }
}
