package io.molspectra.network;

import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.network.SpecFormerNetwork.PatchError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Both encoders with all objectives of stage two in one graph (paper Eq. 8). Its values are those
 * of {@link MoleculeNetwork} and {@link SpecFormerNetwork}, and
 *
 * <table>
 *   <caption>Values</caption>
 *   <tr><td>loss_contrast</td><td>scalar, between embedding and spectrum_embedding</td></tr>
 *   <tr><td>loss</td><td>weighted sum of loss_denoise, loss_reconstruct, loss_contrast; those of
 *       weight 0 are not in it</td></tr>
 * </table>
 */
public final class StageTwoNetwork {
  public static final String LOSS_CONTRAST = "loss_contrast";
  public static final String LOSS = "loss";

  private StageTwoNetwork() {}

  /**
   * Weights and forms of the objectives.
   *
   * @param denoise weight of the denoising loss
   * @param reconstruct weight of masked-patch reconstruction
   * @param contrast weight of the contrastive loss
   * @param patchError form of the reconstruction loss
   * @param contrastive form of the contrastive loss
   */
  public record Objectives(
      double denoise,
      double reconstruct,
      double contrast,
      PatchError patchError,
      ContrastSettings contrastive) {

    /**
     * @throws IllegalArgumentException if a weight is negative, or all are zero
     */
    public Objectives {
      if (!(denoise >= 0 && reconstruct >= 0 && contrast >= 0)
          || !(denoise + reconstruct + contrast > 0)
          || Double.isInfinite(denoise + reconstruct + contrast)) {
        throw new IllegalArgumentException(
            "weights of objectives must not be negative, and not all zero, got %s, %s, %s"
                .formatted(denoise, reconstruct, contrast));
      }
    }
  }

  /**
   * Builds the graph.
   *
   * @param training whether batch norms use the batch's own statistics, which are outputs then
   *     ({@link SpecFormerNetwork#statistics}), or the running ones, which are parameters then
   */
  public static Graph build(
      EncoderSpec encoder,
      SpecFormerSettings specFormer,
      Objectives objectives,
      ParameterSource parameters,
      boolean training) {
    var builder = new GraphBuilder(training ? "stage two training" : "stage two");
    var structures =
        new MoleculeNetwork(builder, encoder, parameters).withNoise().withDenoisingLoss();
    SpecFormerNetwork spectra =
        SpecFormerNetwork.masked(builder, specFormer, parameters, training)
            .withReconstruction()
            .withReconstructionLoss(objectives.patchError())
            .withStatistics();
    Value contrast =
        builder.output(
            LOSS_CONTRAST,
            builder.scoped(
                "contrast",
                () ->
                    ContrastiveLoss.of(
                        new Layers(builder, parameters),
                        objectives.contrastive(),
                        structures.embedding(),
                        spectra.embedding(),
                        spectra.anyPresent())));
    Value loss = null;
    loss = added(loss, builder.value(MoleculeNetwork.LOSS_DENOISE), objectives.denoise());
    loss = added(loss, builder.value(SpecFormerNetwork.LOSS_RECONSTRUCT), objectives.reconstruct());
    loss = added(loss, contrast, objectives.contrast());
    builder.output(LOSS, Objects.requireNonNull(loss));
    return builder.build();
  }

  private static @Nullable Value added(@Nullable Value sum, Value term, double weight) {
    if (weight == 0) {
      return sum;
    }
    Value weighted = weight == 1 ? term : term.times(weight);
    return sum == null ? weighted : sum.plus(weighted);
  }
}
