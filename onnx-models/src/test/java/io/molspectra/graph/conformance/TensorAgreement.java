package io.molspectra.graph.conformance;

import io.molspectra.graph.Tensor;
import java.util.Arrays;

/** Comparison of a tensor with the one expected. */
public final class TensorAgreement {

  private TensorAgreement() {}

  /**
   * Checks element type, shape and values: reals within {@code atol + rtol * |expected|}, the same
   * infinities, NaN where NaN is expected; integers and truth values exactly.
   *
   * @param what names the tensor in the message
   * @throws AssertionError if they do not agree
   */
  public static void check(String what, Tensor expected, Tensor actual, double rtol, double atol) {
    if (expected.dtype() != actual.dtype()) {
      throw new AssertionError(
          "%s: element type %s, expected %s".formatted(what, actual.dtype(), expected.dtype()));
    }
    if (!Arrays.equals(expected.shape(), actual.shape())) {
      throw new AssertionError(
          "%s: shape %s, expected %s"
              .formatted(what, Arrays.toString(actual.shape()), Arrays.toString(expected.shape())));
    }
    if (!expected.dtype().isReal()) {
      checkExactly(what, expected.toLongs(), actual.toLongs());
      return;
    }
    double[] wanted = expected.toDoubles();
    double[] got = actual.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      boolean same = Double.compare(wanted[i], got[i]) == 0;
      // Written so that NaN fails.
      boolean near = Math.abs(got[i] - wanted[i]) <= atol + rtol * Math.abs(wanted[i]);
      if (!same && !(near && Double.isFinite(wanted[i]))) {
        throw new AssertionError(
            "%s: element %d is %s, expected %s".formatted(what, i, got[i], wanted[i]));
      }
    }
  }

  private static void checkExactly(String what, long[] wanted, long[] got) {
    int place = Arrays.mismatch(wanted, got);
    if (place >= 0) {
      throw new AssertionError(
          "%s: element %d is %d, expected %d".formatted(what, place, got[place], wanted[place]));
    }
  }
}
