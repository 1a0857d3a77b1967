package io.molspectra.graph;

import java.util.List;

/** Types of a node's outputs from what is known of its inputs. */
@FunctionalInterface
interface ShapeRule {
  /**
   * @throws GraphException if the inputs do not fit the operator
   */
  List<Type> infer(Inference node);
}
