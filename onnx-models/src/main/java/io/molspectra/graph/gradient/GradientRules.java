package io.molspectra.graph.gradient;

import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import java.util.EnumMap;
import java.util.Map;

/** The gradient rule of each operator. */
final class GradientRules {
  private static final Map<Operator, GradientRule> RULES = new EnumMap<>(Operator.class);

  static {
    ElementwiseGradients.register(RULES);
    ProductGradients.register(RULES);
    ReductionGradients.register(RULES);
    RearrangementGradients.register(RULES);
    for (Operator constant :
        new Operator[] {Operator.CEIL, Operator.FLOOR, Operator.SIGN, Operator.SHAPE}) {
      RULES.put(constant, GradientContext::none);
    }
  }

  private GradientRules() {}

  /**
   * @throws GraphException if the operator has no gradient
   */
  static GradientRule of(Operator operator) {
    GradientRule rule = RULES.get(operator);
    if (rule == null) {
      throw new GraphException("the operator is not differentiable");
    }
    return rule;
  }

  static boolean has(Operator operator) {
    return RULES.containsKey(operator);
  }
}
