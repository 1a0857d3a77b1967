package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void scalesAllGradientsByOneFactor() {
    Map<String, NDArray> gradients = gradients(3f, 4f, 12f);
    assertEquals(13, GradientClipping.byGlobalNorm(gradients, 1.3), 1e-5);
    assertArrayEquals(new float[] {0.3f, 0.4f}, gradients.get("a").toFloatArray(), 1e-6f);
    assertArrayEquals(new float[] {1.2f}, gradients.get("b").toFloatArray(), 1e-6f);
  }

  @Test
  void leavesShortGradientsUntouched() {
    Map<String, NDArray> gradients = gradients(3f, 4f, 12f);
    assertEquals(13, GradientClipping.byGlobalNorm(gradients, 13.001), 1e-5);
    assertArrayEquals(new float[] {3f, 4f}, gradients.get("a").toFloatArray());
  }

  @Test
  void clipsAsSoonAsTheBoundIsPassed() {
    Map<String, NDArray> gradients = gradients(3f, 4f, 12f);
    GradientClipping.byGlobalNorm(gradients, 12.99);
    assertEquals(12.99, GradientClipping.byGlobalNorm(gradients, 100), 1e-4);
  }

  @Test
  void infiniteBoundOnlyMeasures() {
    Map<String, NDArray> gradients = gradients(30f, 40f, 120f);
    assertEquals(130, GradientClipping.byGlobalNorm(gradients, Double.POSITIVE_INFINITY), 1e-4);
    assertArrayEquals(new float[] {120f}, gradients.get("b").toFloatArray());
  }

  @Test
  void measuresInDoublePrecisionWhereGradientsAre() {
    Map<String, NDArray> gradients =
        Map.of("a", manager.create(new double[] {1e-9, 1}), "b", manager.create(2.0));
    assertEquals(Math.sqrt(5 + 1e-18), GradientClipping.byGlobalNorm(gradients, 10), 1e-15);
  }

  @Test
  void namesTheParameterWhoseGradientIsNotANumber() {
    Map<String, NDArray> gradients = gradients(1f, 2f, Float.NaN);
    NonFiniteGradientException error =
        assertThrows(
            NonFiniteGradientException.class, () -> GradientClipping.byGlobalNorm(gradients, 1));
    assertEquals(List.of("b"), error.parameters());
    assertArrayEquals(new float[] {1f, 2f}, gradients.get("a").toFloatArray());
  }

  @Test
  void namesTheParameterWhoseGradientIsInfinite() {
    Map<String, NDArray> gradients = gradients(Float.NEGATIVE_INFINITY, 2f, 1f);
    NonFiniteGradientException error =
        assertThrows(
            NonFiniteGradientException.class, () -> GradientClipping.byGlobalNorm(gradients, 1));
    assertEquals(List.of("a"), error.parameters());
  }

  private Map<String, NDArray> gradients(float a0, float a1, float b) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    gradients.put("a", manager.create(new float[] {a0, a1}, new Shape(2, 1)));
    gradients.put("b", manager.create(new float[] {b}));
    return gradients;
  }
}
