package io.molspectra.trainer.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.molspectra.trainer.objective.RunningNoiseNormalizer.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the reference implementation; see PROVENANCE.md beside the resource. */
class RunningNoiseNormalizerTest {

  private final NDManager manager = NDManager.newBaseManager();
  private NDList oracle = new NDList();

  @BeforeEach
  void readOracle() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("accumulated_normalization.npz")) {
      oracle = NDList.decode(manager, Objects.requireNonNull(in));
    }
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void followsTheReferenceOverThreeBatchesInDoublePrecision() {
    RunningNoiseNormalizer normalizer = new RunningNoiseNormalizer(Precision.FLOAT64);
    for (int i = 0; i < 3; i++) {
      double[] normalized = normalizer.normalizeInTraining(noise("in/pos_target" + i));
      assertArrayEquals(doubles("out/normalized" + i), normalized, 1e-12);
      assertArrayEquals(doubles("out/mean" + i), normalizer.mean(), 1e-15);
      assertArrayEquals(doubles("out/std" + i), normalizer.std(), 1e-14);
      List<Double> state = normalizer.state();
      assertArrayEquals(doubles("out/acc_sum" + i), first(state, 0), 1e-13);
      assertArrayEquals(doubles("out/acc_sq" + i), first(state, 3), 1e-14);
      assertEquals(doubles("out/acc_count" + i)[0], state.get(6));
      assertEquals(i + 1, state.get(7));
    }
    List<Double> before = normalizer.state();
    double[] evaluated = normalizer.normalize(noise("in/pos_target_eval"));
    assertArrayEquals(doubles("out/normalized_eval"), evaluated, 1e-12);
    assertEquals(before, normalizer.state(), "evaluation must count nothing");
  }

  @Test
  void followsTheReferenceInSinglePrecision() {
    RunningNoiseNormalizer normalizer = new RunningNoiseNormalizer(Precision.FLOAT32);
    for (int i = 0; i < 3; i++) {
      double[] normalized = normalizer.normalizeInTraining(noise("in/pos_target" + i));
      // The reference's own float32 error is 2.5e-7 here.
      assertArrayEquals(doubles("out32/normalized" + i), normalized, 2.5e-6);
      assertArrayEquals(doubles("out32/mean" + i), normalizer.mean(), 1e-8);
      assertArrayEquals(doubles("out32/std" + i), normalizer.std(), 3e-8);
      for (double value : normalizer.state()) {
        assertEquals((float) value, value, "the state must be representable in float32");
      }
    }
  }

  @Test
  void continuesFromItsState() {
    for (Precision precision : Precision.values()) {
      RunningNoiseNormalizer straight = new RunningNoiseNormalizer(precision);
      straight.normalizeInTraining(noise("in/pos_target0"));
      RunningNoiseNormalizer resumed = RunningNoiseNormalizer.ofState(precision, straight.state());
      assertArrayEquals(
          straight.normalizeInTraining(noise("in/pos_target1")),
          resumed.normalizeInTraining(noise("in/pos_target1")),
          0);
      assertEquals(straight.state(), resumed.state());
    }
  }

  @Test
  void neverDividesByZero() {
    RunningNoiseNormalizer normalizer = new RunningNoiseNormalizer(Precision.FLOAT64);
    // Nothing seen: mean 0 and the clamp's 1e-8.
    assertArrayEquals(new double[] {0, 1, -1}, normalizer.normalize(times1e8(0, 1, -1)), 1e-7);
    // A constant has no spread.
    float[] constant = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
    assertArrayEquals(new double[6], normalizer.normalizeInTraining(constant), 1e-6);
    assertEquals(1e-8, normalizer.std()[0], 1e-8);
  }

  @Test
  void refusesNoiseThatIsNoListOfVectors() {
    RunningNoiseNormalizer normalizer = new RunningNoiseNormalizer(Precision.FLOAT64);
    assertThrows(IllegalArgumentException.class, () -> normalizer.normalize(new float[4]));
    assertThrows(
        IllegalArgumentException.class, () -> normalizer.normalizeInTraining(new float[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> RunningNoiseNormalizer.ofState(Precision.FLOAT64, List.of(1.0)));
  }

  private static float[] times1e8(int... values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * 1e-8f;
    }
    return scaled;
  }

  private static double[] first(List<Double> state, int from) {
    return state.subList(from, from + 3).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private float[] noise(String name) {
    return oracle.get(name).toFloatArray();
  }

  private double[] doubles(String name) {
    NDArray array = oracle.get(name);
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
