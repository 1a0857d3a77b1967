package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.features.FeatureInputs;
import io.molspectra.trainer.execute.Precision;
import java.util.List;

/** An atom that leaves a molecule's outermost atom, which alone it sees, through the cutoff. */
final class CutoffCrossing {
  /** To the cutoff, on both sides, angstrom. */
  static final double[] DISTANCES = {1e-4, 1e-5, 1e-6, 1e-7};

  /** Of float64, relative to the largest force. */
  static final double ROUNDING = 1e-12;

  /** Further than float32 rounds, so that the batcher sees on which side the atom is. */
  private static final double CLEAR = 1e-3;

  private CutoffCrossing() {}

  /**
   * Differences between both sides.
   *
   * @param energy relative to the energy
   * @param forces relative to the largest force
   */
  record Jump(double energy, double forces) {}

  static Jump of(Subject subject, double distance) {
    try (Evaluator evaluator = subject.evaluator(Precision.FLOAT64)) {
      Structure inside = visitorAt(subject.cutoff(), -distance, -CLEAR);
      Structure outside = visitorAt(subject.cutoff(), distance, CLEAR);
      assertEquals(pairs(evaluator, inside), pairs(evaluator, outside) + 1, "one pair is lost");
      Predictions near = evaluator.alone(inside);
      Predictions far = evaluator.alone(outside);
      return new Jump(
          Math.abs(near.energy() - far.energy()) / Math.abs(far.energy()),
          Agreement.difference(near.forces(), far.forces()) / Agreement.largest(far.forces()));
    }
  }

  private static long pairs(Evaluator evaluator, Structure structure) {
    return evaluator.inputs(List.of(structure), 1).get(FeatureInputs.PAIR_SLOTS).shape()[0];
  }

  /** The outermost atom of the molecule along x is nearer to the visitor than all others. */
  private static Structure visitorAt(double cutoff, double offset, double clearOffset) {
    Structure host = Structures.real(3).get(1);
    int outermost = 0;
    for (int i = 1; i < host.atoms(); i++) {
      if (host.positions()[3 * i] > host.positions()[3 * outermost]) {
        outermost = i;
      }
    }
    double x = host.positions()[3 * outermost] + cutoff;
    double y = host.positions()[3 * outermost + 1];
    double z = host.positions()[3 * outermost + 2];
    Structure exact = host.with(new Structure("O", new int[] {8}, x + offset, y, z));
    Structure clear = host.with(new Structure("O", new int[] {8}, x + clearOffset, y, z));
    return clear.nudged(exact.positions());
  }
}
