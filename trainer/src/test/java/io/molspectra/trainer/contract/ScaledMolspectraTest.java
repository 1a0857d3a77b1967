package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.trainer.execute.Precision;
import org.junit.jupiter.api.Test;

/** The default preset with weights so large that its vectors are of order one before their norm. */
class ScaledMolspectraTest implements EncoderContract {
  private static final double FACTOR = 1.5;
  private static final Subject SUBJECT =
      new Subject(
          "molspectra-scaled",
          ContractNetworks.scaled(Preset.MOLSPECTRA, FACTOR),
          ContractNetworks.CUTOFF);

  @Override
  public Subject subject() {
    return SUBJECT;
  }

  @Test
  void vectorsAreOfOrderOneBeforeAndAfterTheirNorm() {
    var bare = ContractNetworks.withoutOutputNorm(FACTOR);
    for (Subject subject :
        new Subject[] {SUBJECT, new Subject("bare", bare, ContractNetworks.CUTOFF)}) {
      try (Evaluator evaluator = subject.evaluator(Precision.FLOAT32)) {
        for (Predictions predictions : evaluator.predict(Structures.real(5))) {
          double largest = Agreement.largest(predictions.of(MoleculeNetwork.VECTORS));
          assertTrue(largest >= 1, subject.name() + ": " + largest);
        }
      }
    }
  }
}
