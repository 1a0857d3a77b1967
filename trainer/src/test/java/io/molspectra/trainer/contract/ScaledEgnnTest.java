package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.EgnnSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EGNN with weights so large that its layers move atoms far enough to matter. */
class ScaledEgnnTest implements EncoderContract {
  /** Less than the Equivariant Transformer's: more matrices follow one another here. */
  private static final double FACTOR = 1.2;

  private static final Subject SUBJECT =
      new Subject(
          "egnn-scaled",
          ContractNetworks.scaled(ContractNetworks.egnn(), FACTOR),
          ContractNetworks.CUTOFF);

  @Override
  public Subject subject() {
    return SUBJECT;
  }

  /** Else its contract would say nothing of the moves. */
  @Test
  void movingTheAtomsChangesTheAnswers() {
    EgnnSettings moving = ContractNetworks.egnn();
    var still =
        new Subject(
            "egnn-still",
            ContractNetworks.scaled(
                new EgnnSettings(
                    moving.channels(),
                    moving.layers(),
                    moving.radialFunctions(),
                    0,
                    moving.cutoffUpper(),
                    moving.maxAtomicNumber(),
                    moving.gated(),
                    false),
                FACTOR),
            ContractNetworks.CUTOFF);
    List<Structure> structures = Structures.real(5);
    try (Evaluator with = SUBJECT.evaluator(Precision.FLOAT64);
        Evaluator without = still.evaluator(Precision.FLOAT64)) {
      List<Predictions> moved = with.predict(structures);
      List<Predictions> unmoved = without.predict(structures);
      for (int i = 0; i < structures.size(); i++) {
        double[] vectors = moved.get(i).of(MoleculeNetwork.VECTORS);
        double difference =
            Agreement.difference(vectors, unmoved.get(i).of(MoleculeNetwork.VECTORS));
        assertTrue(
            difference > 0.01 * Agreement.largest(vectors), structures.get(i) + ": " + difference);
      }
    }
  }
}
