package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.trainer.execute.Precision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The assertions see what they are there to see. */
class EquivarianceTest {
  private static final Structure CO2 = Structures.special().get(4);

  @Test
  void theReferencePresetDoesNotTurnWithLinearMolecules() {
    var subject =
        new Subject(
            "reference-random", ContractNetworks.random(Preset.REFERENCE), ContractNetworks.CUTOFF);
    var error =
        assertThrows(
            AssertionError.class,
            () ->
                Equivariance.assertEquivariant(
                    subject,
                    Precision.FLOAT64,
                    "rotation",
                    List.of(CO2),
                    List.of(Motion.randomRotation(1))));
    assertTrue(error.getMessage().contains("energy of CO2"), error.getMessage());
  }

  @Test
  void aWrongSignIsSeenAndANaNToo() {
    var agreement = new Agreement("none", Precision.FLOAT64, 1e-3);
    Predictions one = forces(1, 2, 3);
    agreement.assertAgree("test", List.of(one), List.of(forces(1, 2, 3.002)));
    assertThrows(
        AssertionError.class,
        () -> agreement.assertAgree("test", List.of(one), List.of(forces(1, 2, -3))));
    assertThrows(
        AssertionError.class,
        () -> agreement.assertAgree("test", List.of(one), List.of(forces(1, 2, Double.NaN))));
  }

  @Test
  void vectorsOfManyChannelsTurnChannelByChannel() {
    Motion quarter = Motion.quarterTurns().get(2);
    double[] turned = quarter.turn(new double[] {1, 10, 0, 0, 5, 50}, 2);
    assertEquals(List.of(0.0, 0.0, 1.0, 10.0, 5.0, 50.0), boxed(turned));
  }

  @Test
  void clustersHaveTheSizeAskedForAndKeepTheirDistance() {
    Structure cluster = Structures.cluster(60);
    assertEquals(60, cluster.atoms());
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < i; j++) {
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          double d = cluster.positions()[3 * i + axis] - cluster.positions()[3 * j + axis];
          squared += d * d;
        }
        assertTrue(squared > 0.49, "atoms " + i + " and " + j);
      }
    }
  }

  private static List<Double> boxed(double[] values) {
    return java.util.Arrays.stream(values).map(value -> value + 0.0).boxed().toList();
  }

  private static Predictions forces(double x, double y, double z) {
    var atom = new Structure("H", new int[] {1}, 0, 0, 0);
    return new Predictions(atom, Map.of(MoleculeNetwork.FORCES, new double[] {x, y, z}));
  }
}
