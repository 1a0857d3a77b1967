package io.molspectra.network;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import io.molspectra.network.ParameterSource.Initialisation;
import java.util.List;

/** InfoNCE between molecules and their spectra within a batch (paper section 3.3, facts C.2). */
final class ContrastiveLoss {
  /** Logarithm of the learned factor on similarities, relative to the initial one. */
  static final String LOGIT_SCALE = "contrast.logit_scale";

  /** Learned factors on similarities end here. */
  private static final double LARGEST_FACTOR = 100;

  private static final double COSINE_EPSILON = 1e-8;
  private static final double ABSENT = -1e9;

  private ContrastiveLoss() {}

  /**
   * Mean over the molecules that have spectra of -log softmax of the own partner.
   *
   * @param structures z_x, [M, C]
   * @param spectra z_s, [M, C]
   * @param present 1 for molecules that have spectra, [M]
   * @return a scalar
   */
  static Value of(
      Layers layers, ContrastSettings settings, Value structures, Value spectra, Value present) {
    Value zx = settings.cosine() ? normalised(structures) : structures;
    Value zs = settings.cosine() ? normalised(spectra) : spectra;
    Value factor = factor(layers, settings);
    Value similarities = zx.matmul(zs.transpose(1, 0)).times(factor);
    Value own = zx.times(zs).sum(1).times(factor);
    Value absent = present.minus(1).times(-ABSENT);
    Value fromStructures = logSumExp(similarities.plus(absent.unsqueeze(0))).minus(own);
    Value losses = fromStructures;
    if (settings.symmetric()) {
      Value fromSpectra =
          logSumExp(similarities.transpose(1, 0).plus(absent.unsqueeze(0))).minus(own);
      losses = fromStructures.plus(fromSpectra).times(0.5);
    }
    GraphBuilder builder = layers.builder();
    Value count = builder.node(Operator.MAX, present.sum(0), builder.scalar(1, DType.FLOAT));
    return losses.times(present).sum(0).dividedBy(count);
  }

  private static Value factor(Layers layers, ContrastSettings settings) {
    GraphBuilder builder = layers.builder();
    double initial = 1 / settings.temperature();
    if (!settings.learned()) {
      return builder.scalar(initial, DType.FLOAT);
    }
    Value logarithm = layers.parameter(LOGIT_SCALE, Initialisation.ZERO).plus(Math.log(initial));
    return builder
        .node(Operator.MIN, logarithm, builder.scalar(Math.log(LARGEST_FACTOR), DType.FLOAT))
        .exp();
  }

  /** The limit is taken before the root, which has no gradient at zero. */
  private static Value normalised(Value z) {
    GraphBuilder builder = z.builder();
    Value least = builder.scalar(COSINE_EPSILON * COSINE_EPSILON, DType.FLOAT);
    return z.dividedBy(builder.node(Operator.MAX, z.squared().sumKeeping(1), least).sqrt());
  }

  /** Over the columns: [M, M] -> [M]. */
  private static Value logSumExp(Value x) {
    GraphBuilder builder = x.builder();
    Value largest =
        builder.node(
            Operator.REDUCE_MAX, Attributes.of("axes", List.of(1L)).and("keepdims", 1L), x);
    return builder
        .node(Operator.LOG, x.minus(largest).exp().sumKeeping(1))
        .plus(largest)
        .squeeze(1);
  }
}
