package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a task answers for a batch of M molecules with A atoms. */
public enum TaskKind {
  /** One number a molecule: [M] or [M, 1]. */
  @JsonProperty("scalar")
  SCALAR,
  /** One vector an atom: [A, 3]. */
  @JsonProperty("vector")
  VECTOR,
  /** One feature vector a molecule: [M, C]. */
  @JsonProperty("embedding")
  EMBEDDING,
  /** One feature vector a molecule, from its spectra instead of its structure: [M, C]. */
  @JsonProperty("spectrum_embedding")
  SPECTRUM_EMBEDDING
}
