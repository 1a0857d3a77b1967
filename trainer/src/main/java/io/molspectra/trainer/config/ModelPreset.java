package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which variant of the encoder is built. */
public enum ModelPreset {
  /** What the authors' code computes; their checkpoints import into it. */
  @JsonProperty("reference")
  REFERENCE,
  /** What the paper states. */
  @JsonProperty("paper")
  PAPER,
  /** The default: exactly equivariant, well conditioned and smooth at the cutoff. */
  @JsonProperty("molspectra")
  MOLSPECTRA
}
