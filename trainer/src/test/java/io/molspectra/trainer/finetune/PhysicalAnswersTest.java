package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import io.molspectra.molecule.AtomicMasses;
import io.molspectra.network.HeadKind;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.contract.Structure;
import io.molspectra.trainer.contract.Structures;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers in the unit of the property, against what a reader of the formulas computes. */
class PhysicalAnswersTest {
  private static final Map<Integer, Double> ENERGIES =
      Map.of(1, -13.613, 6, -1029.863, 7, -1485.302, 8, -2042.611, 9, -2713.485);

  private final List<Structure> molecules = Structures.real(5);

  @ParameterizedTest
  @EnumSource(names = {"SCALAR", "INVARIANT"})
  void anAnswerIsScaleTimesStandardisedPlusOffsetPlusReferencesInFloat64(HeadKind kind) {
    var head = new PropertyHead("x", kind, 0.25, -3.5, ENERGIES);
    for (Precision precision : Precision.values()) {
      try (var network = PropertyNetwork.of(precision, head)) {
        Map<String, Tensor> results = network.ask(molecules);
        Tensor answers = Objects.requireNonNull(results.get("x"));
        double[] standardised = Objects.requireNonNull(results.get("x_standardised")).toDoubles();
        assertEquals(DType.DOUBLE, answers.dtype());
        assertArrayEquals(new long[] {molecules.size(), 1}, answers.shape());
        for (int m = 0; m < molecules.size(); m++) {
          double expected = 0.25 * standardised[m] - 3.5;
          for (int element : molecules.get(m).elements()) {
            expected += Objects.requireNonNull(ENERGIES.get(element));
          }
          assertTrue(expected < -3000, "not large: " + expected);
          // Only the network's share, near 1, may be rounded to float32: of the sum that would cost
          // a thousandth.
          assertEquals(
              expected, answers.toDoubles()[m], 1e-7 * Math.max(1, Math.abs(standardised[m])));
        }
      }
    }
  }

  @Test
  void anExtentAddsChargesTimesSquaredDistancesFromTheCentreOfMass() {
    var charges = Map.of(1, 2.5, 6, 9.25, 7, 8.0, 8, 7.5, 9, 7.0);
    var head = new PropertyHead("x", HeadKind.EXTENT, 30, 0, charges);
    try (var network = PropertyNetwork.of(Precision.FLOAT64, head)) {
      Map<String, Tensor> results = network.ask(molecules);
      double[] answers = Objects.requireNonNull(results.get("x")).toDoubles();
      double[] standardised = Objects.requireNonNull(results.get("x_standardised")).toDoubles();
      for (int m = 0; m < molecules.size(); m++) {
        double expected = 30 * standardised[m];
        double[] fromCentre = fromCentre(molecules.get(m));
        for (int i = 0; i < fromCentre.length; i++) {
          int element = molecules.get(m).elements()[i / 3];
          expected += Objects.requireNonNull(charges.get(element)) * fromCentre[i] * fromCentre[i];
        }
        assertEquals(expected, answers[m], 1e-10 * Math.abs(expected));
      }
    }
  }

  @Test
  void oneChargeOnEveryAtomHasTheDipoleOfThePointsFromTheCentreOfMass() {
    double charge = 0.75;
    ParameterSource constant = constantCharge(charge);
    var head = new PropertyHead("x", HeadKind.DIPOLE, 4.8, 0, Map.of());
    try (var network = PropertyNetwork.of(Precision.FLOAT64, constant, head)) {
      double[] answers = network.ask("x", molecules);
      for (int m = 0; m < molecules.size(); m++) {
        double[] fromCentre = fromCentre(molecules.get(m));
        double[] dipole = new double[3];
        for (int i = 0; i < fromCentre.length; i++) {
          dipole[i % 3] += charge * fromCentre[i];
        }
        double expected =
            4.8 * Math.sqrt(Arrays.stream(dipole).map(component -> component * component).sum());
        assertTrue(expected > 0.1, "hardly a dipole: " + expected);
        assertEquals(expected, answers[m], 1e-10 * expected);
      }
    }
  }

  /** A head whose last layer has a bias alone: the same scalar on every atom, and no vectors. */
  private static ParameterSource constantCharge(double charge) {
    var fresh = new RandomParameters(3);
    return (name, initialisation, shape) -> {
      if (name.startsWith("output_model_x.output_network.1.")) {
        double[] values =
            new double[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
        if (name.endsWith("update_net.2.bias")) {
          values[0] = charge;
        }
        return Tensor.of(values, shape);
      }
      return fresh.get(name, initialisation, shape);
    };
  }

  /** A dipole of exactly zero has no direction in which it grows. */
  @ParameterizedTest
  @EnumSource
  void aMoleculeWithoutDipoleHasFiniteGradients(Precision precision) {
    List<Structure> atom = List.of(new Structure("Ne", new int[] {10}, 0.5, -0.25, 2));
    var head = new PropertyHead("x", HeadKind.DIPOLE);
    try (var network = PropertyNetwork.of(precision, head)) {
      assertEquals(0, network.ask("x", atom)[0]);
      var evaluator = network.evaluator();
      Map<String, NDArray> inputs =
          Tensors.toArrays(evaluator.manager(), precision, evaluator.inputs(atom, 1));
      Map<String, NDArray> gradients =
          Gradients.of(evaluator.executor(), evaluator.manager(), inputs, "x").gradients();
      gradients.forEach(
          (name, gradient) ->
              assertTrue(
                  Arrays.stream(Tensors.toDoubles(gradient)).allMatch(Double::isFinite), name));
    }
  }

  @Test
  void headsRefuseWhatTheyCannotAnswer() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PropertyHead("x", HeadKind.DIPOLE, 1, 0.5, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PropertyHead("x", HeadKind.EXTENT, 1, 0.5, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PropertyHead("x", HeadKind.DIPOLE, 1, 0, Map.of(1, 0.5)));
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new PropertyHead("x", HeadKind.SCALAR, scale, 0, Map.of()));
    }
  }

  private static double[] fromCentre(Structure molecule) {
    double[] centre = new double[3];
    double total = 0;
    for (int i = 0; i < molecule.atoms(); i++) {
      double mass = AtomicMasses.of(molecule.elements()[i]);
      total += mass;
      for (int axis = 0; axis < 3; axis++) {
        centre[axis] += mass * molecule.positions()[3 * i + axis];
      }
    }
    double[] positions = molecule.positions().clone();
    for (int k = 0; k < positions.length; k++) {
      positions[k] -= centre[k % 3] / total;
    }
    return positions;
  }
}
