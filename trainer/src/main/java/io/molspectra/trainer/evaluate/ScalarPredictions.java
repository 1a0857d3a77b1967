package io.molspectra.trainer.evaluate;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One property of M molecules as it is and as it was predicted.
 *
 * @param task name of the property
 * @param unit of truth, prediction and spread
 * @param ids [M]
 * @param atomCounts [M]
 * @param atomicNumbers of all molecules laid end to end
 * @param truth [M]; NaN where it is not known
 * @param predicted [M]
 * @param spread [M], standard deviation over the members of an ensemble, or null
 */
public record ScalarPredictions(
    String task,
    String unit,
    List<String> ids,
    int[] atomCounts,
    int[] atomicNumbers,
    double[] truth,
    double[] predicted,
    double @Nullable [] spread) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they do not fit each other, or an id comes twice
   */
  public ScalarPredictions {
    ids = List.copyOf(ids);
    int count = ids.size();
    Lengths.require(task + ": atom counts", count, atomCounts.length);
    Lengths.require(task + ": truth", count, truth.length);
    Lengths.require(task + ": predictions", count, predicted.length);
    if (spread != null) {
      Lengths.require(task + ": spreads", count, spread.length);
    }
    Lengths.require(
        task + ": atomic numbers", IntStream.of(atomCounts).sum(), atomicNumbers.length);
    if (new HashSet<>(ids).size() < count) {
      throw new IllegalArgumentException(task + ": an id comes twice; ids must be unique");
    }
  }

  /** The same for one network, which has no spread. */
  // NullAway overlooks the annotation of an array in a compact constructor.
  @SuppressWarnings("NullAway")
  public ScalarPredictions withoutSpread() {
    return new ScalarPredictions(
        task, unit, ids, atomCounts, atomicNumbers, truth, predicted, null);
  }

  /** Number of molecules. */
  public int count() {
    return ids.size();
  }

  /** Whether the molecule has a label. */
  public boolean isLabelled(int molecule) {
    return Double.isFinite(truth[molecule]);
  }

  /** Whether the molecule has a label and a finite prediction. */
  public boolean isUsable(int molecule) {
    return isLabelled(molecule) && Double.isFinite(predicted[molecule]);
  }

  /** Prediction less truth. */
  public double error(int molecule) {
    return predicted[molecule] - truth[molecule];
  }

  /** The molecules with label and finite prediction, ascending. */
  public int[] usable() {
    return IntStream.range(0, count()).filter(this::isUsable).toArray();
  }

  /** Ids of the labelled molecules whose prediction is not finite. */
  public List<String> nonFinite() {
    return IntStream.range(0, count())
        .filter(i -> isLabelled(i) && !isUsable(i))
        .mapToObj(ids::get)
        .toList();
  }
}
