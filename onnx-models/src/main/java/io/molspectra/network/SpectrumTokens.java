package io.molspectra.network;

import io.molspectra.features.SpectrumInputs;
import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a SpecFormer cut into patches.
 *
 * @param present 1 for tokens of spectra that are there, [M, T, 1]
 * @param kinds what there is of each kind, in order
 */
record SpectrumTokens(Value present, List<Kind> kinds) {

  /**
   * One kind of spectrum.
   *
   * @param patches how it is cut
   * @param present 1 for molecules that have it, [M]
   * @param original transformed intensities, [M, N, P]
   * @param masked 1 for patches that are hidden, [M, N]; null at inference
   */
  record Kind(SpectrumPatches patches, Value present, Value original, @Nullable Value masked) {

    /** What the network is shown: masked patches are zero (paper section 3.2). */
    Value shown() {
      return masked == null ? original : original.times(masked.negate().plus(1).unsqueeze(2));
    }

    /** 1 for hidden patches of spectra that are there, [M, N]. */
    Value hidden() {
      if (masked == null) {
        throw new IllegalStateException("nothing is masked at inference");
      }
      return masked.times(present.unsqueeze(1));
    }
  }

  /**
   * Declares the inputs, see {@link SpectrumInputs}, and with masks {@code patch_mask_KIND}.
   *
   * @param masks whether patches can be hidden
   */
  static SpectrumTokens of(GraphBuilder builder, List<SpectrumPatches> spectra, boolean masks) {
    var kinds = new ArrayList<Kind>();
    var present = new ArrayList<Value>();
    Dim molecules = Dim.symbol("M");
    for (SpectrumPatches patches : spectra) {
      String name = patches.kind();
      Dim count = Dim.of(patches.count());
      Value intensities =
          builder.input(
              SpectrumInputs.intensities(name), DType.FLOAT, molecules, Dim.of(patches.length()));
      Value there = builder.input(SpectrumInputs.present(name), DType.FLOAT, molecules);
      Value mask =
          masks ? builder.input(SpecFormerNetwork.mask(name), DType.FLOAT, molecules, count) : null;
      Value original = builder.scoped("patches_" + name, () -> patches.cut(intensities));
      kinds.add(new Kind(patches, there, original, mask));
      present.add(
          there.unsqueeze(1, 2).times(builder.constant(Tensor.filled(1, 1, patches.count(), 1))));
    }
    return new SpectrumTokens(join(present), kinds);
  }

  /** End to end along the tokens: [M, N_i, ...] -> [M, T, ...]. */
  static Value join(List<Value> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : parts
            .get(0)
            .builder()
            .node(Operator.CONCAT, Attributes.of("axis", 1L), parts.toArray(Value[]::new));
  }

  /** 1 for molecules with a spectrum of any kind, [M]. */
  Value anyPresent() {
    Value sum = kinds.get(0).present();
    for (Kind kind : kinds.subList(1, kinds.size())) {
      sum = sum.plus(kind.present());
    }
    GraphBuilder builder = sum.builder();
    return builder.node(Operator.MIN, sum, builder.scalar(1, DType.FLOAT));
  }
}
