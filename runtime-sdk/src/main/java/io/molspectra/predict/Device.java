package io.molspectra.predict;

import java.util.Locale;

/** Where the graphs run. */
public sealed interface Device {

  /** The processor. */
  record Cpu() implements Device {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /**
   * An NVIDIA GPU.
   *
   * @param index which, from 0, as the CUDA runtime numbers them
   */
  record Cuda(int index) implements Device {
    /**
     * @throws IllegalArgumentException if the index is negative
     */
    public Cuda {
      if (index < 0) {
        throw new IllegalArgumentException("GPUs are numbered from 0, got " + index);
      }
    }

    @Override
    public String toString() {
      return "cuda:" + index;
    }
  }

  /** The first GPU where one can be used, else the processor. */
  record Auto() implements Device {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** The processor. */
  static Device cpu() {
    return new Cpu();
  }

  /**
   * An NVIDIA GPU, or an error that says what is missing.
   *
   * @param index which, from 0
   */
  static Device cuda(int index) {
    return new Cuda(index);
  }

  /** The first GPU where one can be used, else the processor. */
  static Device auto() {
    return new Auto();
  }

  /** Whether this is a GPU. */
  default boolean isGpu() {
    return this instanceof Cuda;
  }

  /**
   * Reads "cpu", "cuda" (or "gpu"), "cuda:1" and "auto", in any case.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Device parse(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("cpu")) {
      return cpu();
    }
    if (lower.equals("auto")) {
      return auto();
    }
    if (lower.matches("(cuda|gpu)(:\\d{1,4})?")) {
      int colon = lower.indexOf(':');
      return cuda(colon < 0 ? 0 : Integer.parseInt(lower.substring(colon + 1)));
    }
    throw new IllegalArgumentException(
        "unknown device '" + name + "'; known are cpu, cuda, cuda:1 (or gpu, gpu:1) and auto");
  }
}
