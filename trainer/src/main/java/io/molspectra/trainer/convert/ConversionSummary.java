package io.molspectra.trainer.convert;

import java.util.Map;

/**
 * What a conversion did.
 *
 * @param molecules written
 * @param spectra written, by kind
 * @param rejected number of rejects, by reason
 * @param clipped spectra with points below zero that were set to zero, by kind
 */
public record ConversionSummary(
    long molecules,
    Map<String, Long> spectra,
    Map<Enum<?>, Long> rejected,
    Map<String, Clipped> clipped) {

  /**
   * Spectra with points below zero that were set to zero.
   *
   * @param spectra how many
   * @param deepest lowest of their points, as a part of its spectrum's maximum, positive
   */
  public record Clipped(long spectra, double deepest) {

    Clipped and(Clipped other) {
      return new Clipped(spectra + other.spectra, Math.max(deepest, other.deepest));
    }
  }

  /** Number of rejects. */
  public long rejectedCount() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
