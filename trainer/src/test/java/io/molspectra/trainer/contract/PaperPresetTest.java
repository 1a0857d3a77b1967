package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.Preset;
import io.molspectra.trainer.execute.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the paper's network promises: symmetry where no vector vanishes. Lengths of vectors have a
 * cone at zero, and pairs lose their vector messages at the cutoff all at once.
 */
class PaperPresetTest implements SymmetryContract, PaddingContract {
  private static final Subject SUBJECT =
      new Subject("paper-random", ContractNetworks.random(Preset.PAPER), ContractNetworks.CUTOFF);

  @Override
  public Subject subject() {
    return SUBJECT;
  }

  @Override
  public List<Structure> structures() {
    return Structures.real(12);
  }

  @Override
  public List<Structure> padded() {
    return Structures.real(12);
  }

  @Test
  void forcesAreUndefinedWhereSymmetryMakesVectorsZero() {
    Motion turn = Motion.randomRotation(1);
    try (Evaluator evaluator = SUBJECT.evaluator(Precision.FLOAT64)) {
      double[] turned = evaluator.alone(Structures.methane()).moved(turn).forces();
      double[] again = evaluator.alone(turn.move(Structures.methane())).forces();
      assertTrue(
          Agreement.difference(turned, again) > 0.01 * Agreement.largest(turned),
          "if this holds now, methane can join the paper preset's structures");
    }
  }

  @Test
  void energyJumpsAtTheCutoff() {
    CutoffContractTest.assertJumps(
        new Subject(
            "paper-scaled", ContractNetworks.scaled(Preset.PAPER, 1), ContractNetworks.CUTOFF));
  }
}
