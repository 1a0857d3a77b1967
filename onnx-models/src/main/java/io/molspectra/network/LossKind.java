package io.molspectra.network;

import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;

/** Losses of an error e, element by element. */
public enum LossKind {
  /** e^2. */
  MSE,
  /** |e|. */
  L1,
  /** e^2 / 2 where |e| is below 1, |e| - 1/2 beyond. */
  HUBER;

  /** The loss of each element. */
  Value of(Value error) {
    return switch (this) {
      case MSE -> error.squared();
      case L1 -> error.builder().node(Operator.ABS, error);
      case HUBER -> huber(error);
    };
  }

  /** With m = min(|e|, 1): m (|e| - m / 2). */
  private static Value huber(Value error) {
    var builder = error.builder();
    Value size = builder.node(Operator.ABS, error);
    Value least = builder.node(Operator.MIN, size, builder.scalar(1, error.dtype()));
    return least.times(size.minus(least.times(0.5)));
  }
}
