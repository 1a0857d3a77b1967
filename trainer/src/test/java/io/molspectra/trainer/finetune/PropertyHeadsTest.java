package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.GraphException;
import io.molspectra.network.HeadKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.contract.Motion;
import io.molspectra.trainer.contract.Structure;
import io.molspectra.trainer.contract.Structures;
import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of head owes to the symmetry of molecules, in float64. */
class PropertyHeadsTest {
  /** Rounding of some hundred sums over atoms and channels, of answers near 1. */
  private static final double ROUNDING = 1e-10;

  /** Fourth order in the step, and rounding of the answer over the step. */
  private static final double DIFFERENCE = 1e-7;

  private static final double STEP = 1e-4;

  private final List<Structure> structures =
      Structures.all().stream().filter(s -> s.atoms() > 1).map(Structure::onGrid).toList();

  private static PropertyHead head(HeadKind kind) {
    return new PropertyHead("x", kind);
  }

  private static void assertAnswers(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int m = 0; m < expected.length; m++) {
      assertEquals(expected[m], actual[m], ROUNDING * Math.max(1, Math.abs(expected[m])));
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersStayWhenMoleculesAreTurnedMirroredAndMoved(HeadKind kind) {
    var motions = new ArrayList<>(Motion.quarterTurns());
    motions.add(Motion.randomRotation(4));
    motions.addAll(Motion.reflections());
    motions.add(Motion.translation(3, -2, 0.5));
    try (var network = PropertyNetwork.of(Precision.FLOAT64, head(kind))) {
      double[] still = network.ask("x", structures);
      assertTrue(Arrays.stream(still).distinct().count() > structures.size() / 2);
      for (Motion motion : motions) {
        assertAnswers(still, network.ask("x", structures.stream().map(motion::move).toList()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersDoNotDependOnTheOrderOfAtoms(HeadKind kind) {
    try (var network = PropertyNetwork.of(Precision.FLOAT64, head(kind))) {
      List<Structure> reversed =
          structures.stream()
              .map(
                  s ->
                      s.permuted(
                          IntStream.range(0, s.atoms()).map(i -> s.atoms() - 1 - i).toArray()))
              .toList();
      assertAnswers(network.ask("x", structures), network.ask("x", reversed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersDoNotDependOnTheRestOfTheBatch(HeadKind kind) {
    try (var network = PropertyNetwork.of(Precision.FLOAT64, head(kind))) {
      double[] together = network.ask("x", structures);
      assertAnswers(
          together,
          structures.stream()
              .mapToDouble(structure -> network.ask("x", List.of(structure))[0])
              .toArray());
      var turned = new ArrayList<>(structures);
      Collections.reverse(turned);
      double[] back = network.ask("x", turned);
      assertAnswers(
          together,
          IntStream.range(0, back.length).mapToDouble(i -> back[back.length - 1 - i]).toArray());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SCALAR", "INVARIANT"})
  void forcesEqualCentralDifferences(HeadKind kind) {
    var head = new PropertyHead("x", kind, 2.5, -7, Map.of(1, -0.5, 6, -38.0));
    Structure still = Structures.real(3).get(1);
    try (var network = PropertyNetwork.withForces(Precision.FLOAT64, head)) {
      double[] forces = network.ask(MoleculeNetwork.FORCES, List.of(still));
      double[] standardised = network.ask(MoleculeNetwork.FORCES_STANDARDISED, List.of(still));
      double largest = Arrays.stream(forces).map(Math::abs).max().orElseThrow();
      assertTrue(largest > 1e-3, "forces are next to nothing: " + largest);
      double[] moved = network.ask("x", displaced(still));
      for (int k = 0; k < forces.length; k++) {
        double slope =
            (8 * (moved[4 * k + 2] - moved[4 * k + 1]) - (moved[4 * k + 3] - moved[4 * k]))
                / (12 * STEP);
        assertEquals(-slope, forces[k], DIFFERENCE * Math.max(1, largest), "component " + k);
        assertEquals(forces[k], 2.5 * standardised[k], ROUNDING * Math.max(1, largest));
      }
    }
  }

  /** Two steps back, one back, one ahead and two ahead along every component. */
  private static List<Structure> displaced(Structure still) {
    var displaced = new ArrayList<Structure>();
    for (int k = 0; k < still.positions().length; k++) {
      for (int steps : new int[] {-2, -1, 1, 2}) {
        double[] positions = still.positions().clone();
        positions[k] += steps * STEP;
        displaced.add(still.nudged(positions));
      }
    }
    return displaced;
  }

  @ParameterizedTest
  @EnumSource(names = {"DIPOLE", "EXTENT"})
  void whatIsNoEnergyHasNoForces(HeadKind kind) {
    var network =
        new MoleculeNetwork("x", PropertyNetwork.ENCODER, PropertyNetwork.parameters())
            .withProperty(head(kind));
    assertThrows(GraphException.class, () -> network.withForces(head(kind)));
  }
}
