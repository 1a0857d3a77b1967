package io.molspectra.trainer.execute;

import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import java.util.Map;

/** Comparisons, truth values and the choice between two values. */
final class LogicKernels {
  private LogicKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.EQUAL, Kernel.binary(JniUtils::eq));
    kernels.put(Operator.GREATER, Kernel.binary(JniUtils::gt));
    kernels.put(Operator.GREATER_OR_EQUAL, Kernel.binary(JniUtils::gte));
    kernels.put(Operator.LESS, Kernel.binary(JniUtils::lt));
    kernels.put(Operator.LESS_OR_EQUAL, Kernel.binary(JniUtils::lte));
    kernels.put(Operator.AND, Kernel.binary(JniUtils::logicalAnd));
    kernels.put(Operator.OR, Kernel.binary(JniUtils::logicalOr));
    kernels.put(Operator.NOT, Kernel.unary(JniUtils::logicalNot));
    kernels.put(
        Operator.WHERE,
        site -> call -> call.set(0, JniUtils.where(call.array(0), call.array(1), call.array(2))));
  }
}
