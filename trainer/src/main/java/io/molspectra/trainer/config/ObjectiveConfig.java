package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Objectives of stage two and their weights (paper Eq. 8); weight 0 switches one off.
 *
 * @param denoise weight of denoising
 * @param reconstruct weight of masked-patch reconstruction
 * @param contrast weight of the contrastive loss
 * @param maskRatio share of each spectrum's patches that is hidden in training
 * @param kindDropout chance that a molecule is shown with some of its kinds of spectra only in
 *     training, so that any subset can be asked with
 * @param patchError form of the reconstruction loss
 * @param contrastForm form of the contrastive loss
 * @param temperature of the contrastive loss; where it starts if it is learned
 */
public record ObjectiveConfig(
    double denoise,
    double reconstruct,
    double contrast,
    double maskRatio,
    double kindDropout,
    PatchError patchError,
    ContrastForm contrastForm,
    double temperature) {

  /** Forms of the reconstruction loss. */
  public enum PatchError {
    /** Mean over the points of a patch (reference). */
    @JsonProperty("mean_square")
    MEAN_SQUARE,
    /** Sum over the points of a patch (paper, Eq. 6). */
    @JsonProperty("squared_norm")
    SQUARED_NORM
  }

  /** Forms of the contrastive loss. */
  public enum ContrastForm {
    /** Inner products, both directions, no temperature. */
    @JsonProperty("paper")
    PAPER,
    /** Cosines over a fixed temperature, molecule to spectra. */
    @JsonProperty("reference")
    REFERENCE,
    /** Cosines over a learned temperature, both directions. */
    @JsonProperty("molspectra")
    MOLSPECTRA
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ObjectiveConfig {
    Check.notNegative("objective.denoise", denoise);
    Check.notNegative("objective.reconstruct", reconstruct);
    Check.notNegative("objective.contrast", contrast);
    Check.require(
        denoise + reconstruct + contrast > 0,
        "objective.denoise",
        "or another weight must be positive",
        denoise);
    Check.require(
        maskRatio >= 0 && maskRatio < 1,
        "objective.mask_ratio",
        "must be at least 0 and below 1",
        maskRatio);
    Check.require(
        reconstruct == 0 || maskRatio > 0,
        "objective.mask_ratio",
        "must be positive where objective.reconstruct is",
        maskRatio);
    Check.require(
        kindDropout >= 0 && kindDropout < 1,
        "objective.kind_dropout",
        "must be at least 0 and below 1",
        kindDropout);
    Check.require(patchError != null, "objective.patch_error", "is missing", "none");
    Check.require(contrastForm != null, "objective.contrast_form", "is missing", "none");
    Check.positive("objective.temperature", temperature);
  }

  /** The same with other weights. */
  public ObjectiveConfig withWeights(double denoising, double reconstruction, double contrasting) {
    return new ObjectiveConfig(
        denoising,
        reconstruction,
        contrasting,
        maskRatio,
        kindDropout,
        patchError,
        contrastForm,
        temperature);
  }

  /** The same with another share of hidden patches. */
  public ObjectiveConfig withMaskRatio(double ratio) {
    return new ObjectiveConfig(
        denoise, reconstruct, contrast, ratio, kindDropout, patchError, contrastForm, temperature);
  }

  /** The same with another contrastive loss; the paper's has no temperature. */
  public ObjectiveConfig withContrastForm(ContrastForm form) {
    return new ObjectiveConfig(
        denoise, reconstruct, contrast, maskRatio, kindDropout, patchError, form, temperature);
  }

  /** The same with another chance of leaving out kinds. */
  public ObjectiveConfig withKindDropout(double chance) {
    return new ObjectiveConfig(
        denoise, reconstruct, contrast, maskRatio, chance, patchError, contrastForm, temperature);
  }
}
