package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which 3D encoder is built. */
public enum EncoderKind {
  /** The Equivariant Transformer: the default. */
  @JsonProperty("et")
  ET("Equivariant Transformer"),
  /** The E(n)-equivariant graph network. */
  @JsonProperty("egnn")
  EGNN("EGNN");

  private final String title;

  EncoderKind(String title) {
    this.title = title;
  }

  /** What texts call it. */
  public String title() {
    return title;
  }
}
