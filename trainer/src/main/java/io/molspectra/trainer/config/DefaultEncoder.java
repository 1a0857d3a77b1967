package io.molspectra.trainer.config;

import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson not to write the encoder if it is the default: configurations from before there was
 * a choice keep their text, and so their hash.
 */
final class DefaultEncoder {
  @Override
  public boolean equals(@Nullable Object value) {
    return value == null || value == EncoderKind.ET;
  }

  @Override
  public int hashCode() {
    return EncoderKind.ET.hashCode();
  }
}
