package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdamWTest {

  private NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void constantGradientMovesByTheRateAtEveryStep() {
    // m-hat = g and v-hat = g^2 from the first step on, so each step is rate * g / (|g| + eps).
    NDArray weight = manager.create(new double[] {1, 1, 1});
    try (AdamW adamW = new AdamW(manager, Map.of("w", weight), AdamWSettings.DEFAULT)) {
      NDArray gradient = manager.create(new double[] {3, -0.002, 0});
      for (int i = 0; i < 10; i++) {
        adamW.step(Map.of("w", gradient), 0.01);
      }
      double small = 0.002 / (0.002 + 1e-8);
      assertArrayEquals(
          new double[] {1 - 0.1 * 3 / (3 + 1e-8), 1 + 0.1 * small, 1},
          weight.toDoubleArray(),
          1e-14);
    }
  }

  @Test
  void weightDecayIsDecoupledFromTheGradient() {
    // Without any gradient only the decay acts: p * (1 - rate * decay)^n.
    NDArray weight = manager.create(new double[] {2, -5});
    AdamWSettings settings = new AdamWSettings(0.9, 0.999, 1e-8, 0.1);
    try (AdamW adamW = new AdamW(manager, Map.of("w", weight), settings)) {
      for (int i = 0; i < 3; i++) {
        adamW.step(Map.of("w", manager.zeros(weight.getShape(), weight.getDataType())), 0.5);
      }
      double factor = Math.pow(1 - 0.05, 3);
      assertArrayEquals(new double[] {2 * factor, -5 * factor}, weight.toDoubleArray(), 1e-14);
    }
  }

  @Test
  void changingGradientsFollowTheTextbookFormula() {
    AdamWSettings settings = new AdamWSettings(0.9, 0.999, 1e-8, 0.01);
    Random random = new Random(7);
    double[] expected = random.doubles(6, -1, 1).toArray();
    NDArray weight = manager.create(expected.clone(), new Shape(2, 3));
    NDArray single = manager.create(toFloat(expected), new Shape(2, 3));
    double[] first = new double[6];
    double[] second = new double[6];
    try (AdamW adamW = new AdamW(manager, Map.of("w", weight), settings);
        AdamW single32 = new AdamW(manager, Map.of("w", single), settings)) {
      for (int t = 1; t <= 50; t++) {
        double rate = 4e-4 * Math.min(1, t / 20.0);
        double[] gradient = random.doubles(6, -2, 2).toArray();
        for (int i = 0; i < 6; i++) {
          first[i] = 0.9 * first[i] + 0.1 * gradient[i];
          second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
          double mHat = first[i] / (1 - Math.pow(0.9, t));
          double vHat = second[i] / (1 - Math.pow(0.999, t));
          expected[i] -= rate * 0.01 * expected[i];
          expected[i] -= rate * mHat / (Math.sqrt(vHat) + 1e-8);
        }
        adamW.step(Map.of("w", manager.create(gradient, new Shape(2, 3))), rate);
        single32.step(Map.of("w", manager.create(toFloat(gradient), new Shape(2, 3))), rate);
      }
      assertEquals(50, adamW.stepCount());
      assertArrayEquals(expected, weight.toDoubleArray(), 1e-13);
      float[] rounded = single.toFloatArray();
      for (int i = 0; i < 6; i++) {
        assertEquals(expected[i], rounded[i], 1e-6);
      }
    }
  }

  @Test
  void aRateFactorMultipliesTheRateOfBothUpdateAndDecay() {
    // Gradient g > 0 throughout: each step is p * (1 - rate * decay) - rate * g / (g + eps).
    double[] start = {2};
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    parameters.put("full", manager.create(start));
    parameters.put("half", manager.create(start));
    parameters.put("none", manager.create(start));
    AdamWSettings settings = new AdamWSettings(0.9, 0.999, 1e-8, 0.1);
    Map<String, Double> factors = Map.of("half", 0.5, "none", 0.0, "frozen", 0.1);
    try (AdamW adamW = new AdamW(manager, parameters, settings, factors)) {
      double full = 2;
      double half = 2;
      for (int i = 0; i < 5; i++) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        parameters.keySet().forEach(name -> gradients.put(name, manager.create(new double[] {3})));
        adamW.step(gradients, 0.2);
        full = full * (1 - 0.2 * 0.1) - 0.2 * 3 / (3 + 1e-8);
        half = half * (1 - 0.1 * 0.1) - 0.1 * 3 / (3 + 1e-8);
      }
      assertEquals(full, parameters.get("full").toDoubleArray()[0], 1e-14);
      assertEquals(half, parameters.get("half").toDoubleArray()[0], 1e-14);
      assertEquals(2, parameters.get("none").toDoubleArray()[0], 0);
    }
  }

  @Test
  void aFactorOfHalfEqualsHalfTheRateBitForBit() {
    Map<String, NDArray> grouped = new LinkedHashMap<>();
    grouped.put("plain", manager.create(new float[] {1, 2, 3}));
    grouped.put("slow", manager.create(new float[] {1, 2, 3}));
    NDArray plain = manager.create(new float[] {1, 2, 3});
    NDArray slow = manager.create(new float[] {1, 2, 3});
    AdamWSettings settings = new AdamWSettings(0.9, 0.999, 1e-8, 0.01);
    try (AdamW one = new AdamW(manager, grouped, settings, Map.of("slow", 0.5));
        AdamW first = new AdamW(manager, Map.of("w", plain), settings);
        AdamW second = new AdamW(manager, Map.of("w", slow), settings)) {
      for (int i = 0; i < 10; i++) {
        one.step(Map.of("plain", gradient(i), "slow", gradient(i)), 3e-3);
        first.step(Map.of("w", gradient(i)), 3e-3);
        second.step(Map.of("w", gradient(i)), 1.5e-3);
      }
      assertArrayEquals(plain.toByteArray(), grouped.get("plain").toByteArray());
      assertArrayEquals(slow.toByteArray(), grouped.get("slow").toByteArray());
    }
  }

  @Test
  void refusesRateFactorsThatAreNegativeOrNoNumbers() {
    Map<String, NDArray> parameters = Map.of("w", manager.create(new float[] {1}));
    for (double factor : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new AdamW(manager, parameters, AdamWSettings.DEFAULT, Map.of("w", factor)));
    }
  }

  @Test
  void updatesTheParameterThatTheGradientCollectorSees() {
    NDArray weight = manager.create(new float[] {4, -3});
    weight.setRequiresGradient(true);
    Map<String, NDArray> parameters = Map.of("w", weight);
    try (AdamW adamW = new AdamW(manager, parameters, AdamWSettings.DEFAULT)) {
      double before = 25;
      for (int i = 0; i < 200; i++) {
        try (NDManager step = manager.newSubManager()) {
          step.tempAttachAll(weight);
          try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            // A new collector does not do this: gradients would add up over the steps.
            collector.zeroGradients();
            NDArray loss = weight.mul(weight).sum();
            before = loss.getFloat();
            collector.backward(loss);
          }
          adamW.step(Map.of("w", weight.getGradient()), 0.05);
        }
      }
      assertTrue(before < 1e-2, "the quadratic should be nearly minimal, is " + before);
      assertTrue(weight.hasGradient());
      assertSame(weight, parameters.get("w"));
    }
  }

  @Test
  void continuesFromSavedMomentsWithTheSameBits() {
    NDArray straight = manager.create(new float[] {1, 2, 3});
    NDArray resumed = manager.create(new float[] {1, 2, 3});
    AdamW uninterrupted = new AdamW(manager, Map.of("w", straight), AdamWSettings.DEFAULT);
    AdamW beforeBreak = new AdamW(manager, Map.of("w", resumed), AdamWSettings.DEFAULT);
    for (int i = 0; i < 5; i++) {
      uninterrupted.step(Map.of("w", gradient(i)), 1e-3);
      beforeBreak.step(Map.of("w", gradient(i)), 1e-3);
    }
    AdamW afterBreak = new AdamW(manager, Map.of("w", resumed), AdamWSettings.DEFAULT);
    Map<String, NDArray> saved = beforeBreak.moments();
    afterBreak.moments().forEach((name, moment) -> saved.get(name).copyTo(moment));
    afterBreak.resumeAt(beforeBreak.stepCount());
    for (int i = 5; i < 10; i++) {
      uninterrupted.step(Map.of("w", gradient(i)), 1e-3);
      afterBreak.step(Map.of("w", gradient(i)), 1e-3);
    }
    assertArrayEquals(straight.toByteArray(), resumed.toByteArray());
    assertEquals(10, afterBreak.stepCount());
  }

  @Test
  void parameterWithoutGradientStaysAsItIs() {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    parameters.put("used", manager.create(new float[] {1}));
    parameters.put("unused", manager.create(new float[] {1}));
    AdamWSettings decaying = new AdamWSettings(0.9, 0.999, 1e-8, 0.1);
    try (AdamW adamW = new AdamW(manager, parameters, decaying)) {
      adamW.step(Map.of("used", manager.create(new float[] {1})), 0.1);
      assertEquals(1f, parameters.get("unused").toFloatArray()[0]);
      assertTrue(parameters.get("used").toFloatArray()[0] < 1);
    }
  }

  @Test
  void refusesGradientsOfUnknownParameters() {
    Map<String, NDArray> parameters = Map.of("w", manager.create(new float[] {1}));
    try (AdamW adamW = new AdamW(manager, parameters, AdamWSettings.DEFAULT)) {
      Map<String, NDArray> stray = Map.of("v", manager.create(new float[] {1}));
      assertThrows(IllegalArgumentException.class, () -> adamW.step(stray, 0.1));
      assertEquals(0, adamW.stepCount());
    }
  }

  private NDArray gradient(int step) {
    return manager.create(new float[] {step - 3, 0.1f * step, 1f / (step + 1)});
  }

  private static float[] toFloat(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
