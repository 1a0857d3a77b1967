package io.molspectra.graph.gradient;

import io.molspectra.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the gradient of a node's outputs becomes that of its inputs. */
@FunctionalInterface
interface GradientRule {
  /**
   * @return one contribution per input; null where the input is not needed or has no gradient. A
   *     contribution may have extents of 1 where the input's are larger: it is then constant there.
   */
  List<@Nullable Value> apply(GradientContext node);
}
