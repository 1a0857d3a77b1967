package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;

/**
 * One kind of spectrum, how it is cut, and what the network sees of its intensities.
 *
 * @param name of the kind: the tables are looked for by it
 * @param start first point of the grid
 * @param step distance of its points
 * @param length number of its points
 * @param unit of the points: cm-1, eV, nm, ppm, m/z
 * @param patchLength points of a patch
 * @param stride points from one patch to the next
 * @param transform formula for intensities
 * @param scale factor on intensities before the formula; 0 for one that makes the mean intensity of
 *     the training spectra 1
 */
public record SpectrumConfig(
    String name,
    double start,
    double step,
    int length,
    SpectralUnit unit,
    int patchLength,
    int stride,
    Transform transform,
    double scale) {

  /** Formulas for intensities. */
  public enum Transform {
    /** log10(1 + s). */
    @JsonProperty("log10")
    LOG10,
    /** ln(1 + s). */
    @JsonProperty("log")
    LOG,
    /** s itself. */
    @JsonProperty("none")
    NONE
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public SpectrumConfig {
    String key = "specformer.spectra";
    Check.require(name != null, key, "needs a name", "none");
    Check.require(unit != null && transform != null, key, "needs unit and transform", name);
    Check.atLeast(key + ".patch_length", 1, patchLength);
    Check.require(
        patchLength <= length, key + ".patch_length", "must not exceed the points", patchLength);
    Check.require(
        stride >= 1 && stride <= patchLength,
        key + ".stride",
        "must be at least 1 and at most the patch length",
        stride);
    Check.notNegative(key + ".scale", scale);
    // Checks name and grid.
    new SpectrumKind(name, new SpectrumGrid(start, step, length, unit));
  }

  /** Name and grid. */
  public SpectrumKind kind() {
    return new SpectrumKind(name, new SpectrumGrid(start, step, length, unit));
  }

  /** The same with a scale that was worked out. */
  public SpectrumConfig withScale(double factor) {
    return new SpectrumConfig(
        name, start, step, length, unit, patchLength, stride, transform, factor);
  }

  /** The same cut otherwise. */
  public SpectrumConfig withPatches(int otherLength, int otherStride) {
    return new SpectrumConfig(
        name, start, step, length, unit, otherLength, otherStride, transform, scale);
  }
}
