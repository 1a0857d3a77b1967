package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * An array made from Java values lies in a buffer that may be collected once the array is closed.
 * Autograd keeps operands for the backward pass, so no such array may be closed before it: here the
 * collector runs all the time, and what it frees is filled with other numbers.
 */
class CollectedMemoryTest {
  private static final int STEPS = 150;

  @Test
  void theDivisorOfAMeanOverSeveralAxesOutlivesTheForwardPass() throws Exception {
    var builder = new GraphBuilder("mean");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(3), Dim.of(4));
    Value w = builder.parameter("w", Tensor.filled(2, 3, 4));
    Value rms = x.times(w).squared().meanKeeping(1, 2).sqrt();
    builder.output("loss", rms.sum(0, 1, 2));
    assertGradientsNeverChange(builder.build());
  }

  @Test
  void rowNumbersComputedFromShapesOutliveTheForwardPass() throws Exception {
    var builder = new GraphBuilder("shape");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(3), Dim.of(4));
    Value w = builder.parameter("w", Tensor.filled(0.5, 12, 2));
    Value rows = builder.node(Operator.SHAPE, x);
    Value gathered = w.gather(rows, new GatherAdjoint("unused", null, "unused", null));
    builder.output("loss", gathered.squared().sum(0, 1));
    assertGradientsNeverChange(builder.build());
  }

  private static void assertGradientsNeverChange(Graph graph) throws InterruptedException {
    var done = new AtomicBoolean();
    var collector = new Thread(() -> collectUntil(done));
    collector.start();
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT32)) {
      float[] first = gradient(manager, executor);
      for (int step = 1; step < STEPS; step++) {
        assertArrayEquals(first, gradient(manager, executor), "step " + step);
      }
    } finally {
      done.set(true);
      collector.join();
    }
  }

  private static void collectUntil(AtomicBoolean done) {
    while (!done.get()) {
      System.gc();
      for (int i = 0; i < 2000; i++) {
        // As large as a scalar's, so that it takes the place of one.
        ByteBuffer.allocateDirect(4).putFloat(0, 1e9f);
      }
    }
  }

  private static float[] gradient(NDManager manager, GraphExecutor executor) {
    float[] x = new float[5 * 3 * 4];
    Arrays.fill(x, 1);
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          Map.of("x", Tensors.toArray(step, Precision.FLOAT32, x, 5, 3, 4));
      Gradients result = Gradients.of(executor, step, inputs, "loss");
      return Objects.requireNonNull(result.gradients().get("w")).toFloatArray();
    }
  }
}
