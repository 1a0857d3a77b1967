package io.molspectra.trainer.contract;

import io.molspectra.trainer.execute.Precision;
import java.util.List;
import java.util.SplittableRandom;

/** Assertions about one network's answers to moved, renumbered and regrouped structures. */
public final class Equivariance {
  private Equivariance() {}

  /**
   * Asserts that a network's vectors turn with a structure and that its scalars stay.
   *
   * @param property name of the motions' kind, for messages and measurements
   */
  public static void assertEquivariant(
      Subject subject,
      Precision precision,
      String property,
      List<Structure> structures,
      List<Motion> motions) {
    try (Evaluator evaluator = subject.evaluator(precision)) {
      List<Predictions> still = evaluator.predict(structures);
      for (Motion motion : motions) {
        Agreement.of(subject, precision)
            .assertAgree(
                property,
                still.stream().map(prediction -> prediction.moved(motion)).toList(),
                evaluator.predict(structures.stream().map(motion::move).toList()));
      }
    }
  }

  /**
   * Asserts that renumbering the atoms renumbers what is said of them, and changes nothing else.
   */
  public static void assertPermutable(
      Subject subject, Precision precision, List<Structure> structures, long seed) {
    List<int[]> orders = structures.stream().map(s -> shuffled(s.atoms(), seed)).toList();
    var permuted = new java.util.ArrayList<Structure>();
    try (Evaluator evaluator = subject.evaluator(precision)) {
      List<Predictions> expected = new java.util.ArrayList<>();
      List<Predictions> straight = evaluator.predict(structures);
      for (int i = 0; i < structures.size(); i++) {
        permuted.add(structures.get(i).permuted(orders.get(i)));
        expected.add(straight.get(i).permuted(orders.get(i)));
      }
      Agreement.of(subject, precision)
          .assertAgree("permutation", expected, evaluator.predict(permuted));
    }
  }

  /** Asserts that a structure's answers do not depend on the others in its batch. */
  public static void assertIndependentOfBatch(
      Subject subject, Precision precision, List<Structure> structures) {
    try (Evaluator evaluator = subject.evaluator(precision)) {
      List<Predictions> together = evaluator.predict(structures);
      Agreement.of(subject, precision)
          .assertAgree(
              "batch independence", together, structures.stream().map(evaluator::alone).toList());
      List<Structure> turned = new java.util.ArrayList<>(structures);
      java.util.Collections.reverse(turned);
      List<Predictions> back = new java.util.ArrayList<>(evaluator.predict(turned));
      java.util.Collections.reverse(back);
      Agreement.of(subject, precision).assertAgree("batch independence", together, back);
    }
  }

  private static int[] shuffled(int size, long seed) {
    var random = new SplittableRandom(seed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
