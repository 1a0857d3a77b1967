package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.Preset;
import org.junit.jupiter.api.Test;

/** The contract tells a network that jumps from one that does not. */
class CutoffContractTest {
  @Test
  void theReferencePresetJumps() {
    var subject =
        new Subject(
            "reference-scaled",
            ContractNetworks.scaled(Preset.REFERENCE, 1),
            ContractNetworks.CUTOFF);
    assertJumps(subject);
    CutoffContract contract = () -> subject;
    assertThrows(AssertionError.class, contract::energyAndForcesPassTheCutoffWithoutAJump);
  }

  /** The difference between both sides stays, however close they are. */
  static void assertJumps(Subject subject) {
    CutoffCrossing.Jump far = CutoffCrossing.of(subject, 1e-4);
    CutoffCrossing.Jump near = CutoffCrossing.of(subject, 1e-7);
    assertTrue(
        near.energy() > 0.5 * far.energy() && near.energy() > 1e-7,
        () -> "%s then %s".formatted(far, near));
  }
}
