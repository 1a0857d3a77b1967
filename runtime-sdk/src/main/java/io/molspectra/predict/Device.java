package io.molspectra.predict;

import java.util.Locale;

/** Where the graphs run. */
public enum Device {
  /** The processor. */
  CPU,
  /** The first NVIDIA GPU, or an error that says what is missing. */
  GPU,
  /** The GPU where one can be used, else the processor. */
  AUTO;

  /**
   * Reads "cpu", "gpu" (or "cuda") and "auto", in any case.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Device parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "cpu" -> CPU;
      case "gpu", "cuda" -> GPU;
      case "auto" -> AUTO;
      default ->
          throw new IllegalArgumentException(
              "unknown device '" + name + "'; known are cpu, gpu and auto");
    };
  }
}
