package io.molspectra.benchmarks;

import io.molspectra.network.EncoderSettings;
import io.molspectra.network.Preset;
import java.util.Locale;

/** Sizes of the network that are measured, all of the default preset. */
enum Size {
  /** For checks that must not take long. */
  TINY(1, 16, 8, 8),
  /** For thousands of steps, with two layers so that vectors meet attention. */
  SOAK(2, 32, 16, 8),
  /** The preset that trains on a CPU. */
  SMALL(3, 64, 32, 32),
  /** Between both, as a force field might be. */
  MEDIUM(6, 128, 32, 8),
  /** The paper's size. */
  FULL(8, 256, 64, 8);

  static final double CUTOFF = 5;
  private static final int HEADS = 8;
  private static final int MAX_ATOMIC_NUMBER = 100;

  private final int layers;
  private final int channels;
  private final int radialFunctions;
  private final int trainingBatch;

  Size(int layers, int channels, int radialFunctions, int trainingBatch) {
    this.layers = layers;
    this.channels = channels;
    this.radialFunctions = radialFunctions;
    this.trainingBatch = trainingBatch;
  }

  /**
   * @throws IllegalArgumentException naming the sizes, if there is none of that name
   */
  static Size of(String name) {
    for (Size size : values()) {
      if (size.toString().equals(name)) {
        return size;
      }
    }
    throw new IllegalArgumentException("no size '" + name + "': tiny, soak, small, medium or full");
  }

  EncoderSettings settings() {
    return EncoderSettings.of(
        Preset.MOLSPECTRA, channels, layers, HEADS, radialFunctions, 0, CUTOFF, MAX_ATOMIC_NUMBER);
  }

  /** Molecules a training step. */
  int trainingBatch() {
    return trainingBatch;
  }

  /** Layers x channels. */
  String shape() {
    return layers + "x" + channels;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
