package io.molspectra.trainer.execute;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Computes one node. A kernel is made when the graph is compiled and keeps no state of a run. */
@FunctionalInterface
interface Kernel {

  /** Reads the node's inputs and sets its outputs. */
  void run(Call call);

  /** Makes the kernel of one node from what is known of it before the graph runs. */
  @FunctionalInterface
  interface Factory {
    Kernel compile(Site site);
  }

  /** A kernel that is one routine of one operand. */
  static Factory unary(UnaryOperator<PtNDArray> routine) {
    return site -> call -> call.set(0, routine.apply(call.array(0)));
  }

  /** A kernel that is one routine of two operands, which the engine broadcasts. */
  static Factory binary(BinaryOperator<PtNDArray> routine) {
    return site -> call -> call.set(0, routine.apply(call.array(0), call.array(1)));
  }

  /** A kernel that folds any number of operands. */
  static Factory folded(BinaryOperator<PtNDArray> routine) {
    return site ->
        call -> {
          PtNDArray result = Views.alias(call.array(0));
          for (int i = 1; i < call.inputs(); i++) {
            PtNDArray previous = result;
            result = routine.apply(previous, call.array(i));
            previous.close();
          }
          call.set(0, result);
        };
  }
}
