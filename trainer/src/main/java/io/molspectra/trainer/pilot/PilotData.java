package io.molspectra.trainer.pilot;

import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.data.DataSplit;
import io.molspectra.trainer.data.SeededRandom;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureStore;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Molecules that have a structure, a spectrum and a value of one property. */
public final class PilotData {
  /** Fewer cannot be split into three parts. */
  static final int FEWEST = 10;

  /** As many of QM9 are usually held out for each. */
  private static final int MOST_HELD_OUT = 10_000;

  private final StructureStore structures;
  private final SpectraStore spectra;
  private final int[] spectrum;
  private final double[] labels;
  private final String fingerprint;

  private PilotData(
      StructureStore structures, SpectraStore spectra, int[] spectrum, double[] labels) {
    this.structures = structures;
    this.spectra = spectra;
    this.spectrum = spectrum;
    this.labels = labels;
    this.fingerprint =
        Fingerprint.of(structures.fingerprint() + spectra.fingerprint() + Arrays.toString(labels));
  }

  /**
   * Joins.
   *
   * @param pairs structures with spectra
   * @param spectra of a single kind
   * @param labels by id of the structure, in the unit of errors; ids without one are left out
   * @throws TooFewLabelsException if fewer than 10 molecules are left
   */
  public static PilotData of(SpectraPairs pairs, SpectraStore spectra, Map<String, Double> labels) {
    StructureStore all = pairs.structures();
    int[] kept =
        IntStream.range(0, all.count())
            .filter(i -> labels.containsKey(all.id(i)) && spectra.has(pairs.spectra()[i], 0))
            .toArray();
    if (kept.length < FEWEST) {
      throw new TooFewLabelsException(
          "%d of %d molecules with spectra have a label, too few to train on and to test with;"
                  .formatted(kept.length, all.count())
              + " labels belong to a molecule by its id, which must be the same in both files");
    }
    return new PilotData(
        all.select(kept),
        spectra,
        Arrays.stream(kept).map(i -> pairs.spectra()[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> labels.get(all.id(i))).toArray());
  }

  /**
   * Ascending indices of the molecules of each part, no id in two.
   *
   * @param training to learn from
   * @param validation to choose a step by
   * @param test to tell the error of that step
   */
  public record Parts(int[] training, int[] validation, int[] test) {}

  /** A tenth of the molecules for validation and a fifth for the test, no more than 10,000 each. */
  public Parts split(long seed) {
    int validationCount = Math.max(1, Math.min(MOST_HELD_OUT, count() / 10));
    int testCount = Math.max(1, Math.min(MOST_HELD_OUT, count() / 5));
    DataSplit split = DataSplit.of(structures, validationCount + testCount, seed);
    int[] held = split.validation();
    SeededRandom.of(seed, SeededRandom.Purpose.SPLIT, 1).shuffle(held);
    int[] validation = Arrays.copyOf(held, validationCount);
    int[] test = Arrays.copyOfRange(held, validationCount, held.length);
    Arrays.sort(validation);
    Arrays.sort(test);
    return new Parts(split.training(), validation, test);
  }

  /** Number of molecules. */
  public int count() {
    return structures.count();
  }

  /** Points of a spectrum. */
  public int points() {
    return spectra.kinds().get(0).grid().length();
  }

  StructureStore structures() {
    return structures;
  }

  /** In the unit of errors. */
  double label(int molecule) {
    return labels[molecule];
  }

  /** Intensities of some molecules, [M, L]. */
  float[] intensities(int[] molecules) {
    float[] values = new float[Math.multiplyExact(molecules.length, points())];
    for (int i = 0; i < molecules.length; i++) {
      spectra.copy(spectrum[molecules[i]], 0, values, i * points());
    }
    return values;
  }

  /** Mean intensity over some molecules. */
  double meanIntensity(int[] molecules) {
    return spectra.mean(0, Arrays.stream(molecules).map(i -> spectrum[i]).toArray());
  }

  /** Identifies structures, spectra and labels. */
  String fingerprint() {
    return fingerprint;
  }
}
