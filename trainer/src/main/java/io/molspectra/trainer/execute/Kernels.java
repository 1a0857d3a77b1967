package io.molspectra.trainer.execute;

import io.molspectra.graph.Operator;
import java.util.EnumMap;
import java.util.Map;

/** All kernels by operator; each family adds its own. */
final class Kernels {
  static final Map<Operator, Kernel.Factory> BY_OPERATOR = new EnumMap<>(Operator.class);

  static {
    ElementwiseKernels.addTo(BY_OPERATOR);
    LogicKernels.addTo(BY_OPERATOR);
    CastKernels.addTo(BY_OPERATOR);
    ProductKernels.addTo(BY_OPERATOR);
    NormalizationKernels.addTo(BY_OPERATOR);
    ReductionKernels.addTo(BY_OPERATOR);
    RearrangementKernels.addTo(BY_OPERATOR);
    SelectionKernels.addTo(BY_OPERATOR);
  }

  private Kernels() {}
}
