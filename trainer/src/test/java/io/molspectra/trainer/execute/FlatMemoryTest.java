package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of steps need no more memory than the first. */
class FlatMemoryTest {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int WIDTH = 64;

  /** Two layers of gather, product, SiLU and mean over batches whose size changes every step. */
  private static Graph network() {
    var builder = new GraphBuilder("memory");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(WIDTH));
    Value index = builder.input("index", DType.INT64, Dim.symbol("A"), Dim.of(4));
    Value h = x;
    for (int layer = 0; layer < 2; layer++) {
      Value w = builder.parameter("w" + layer, Tensor.filled(0.01, WIDTH, WIDTH));
      Value b = builder.parameter("b" + layer, Tensor.filled(0.1, WIDTH));
      Value neighbors = h.gather(index, new GatherAdjoint("unused", null, "unused", null));
      h = neighbors.matmul(w).plus(b).silu().sum(1).dividedBy(builder.scalar(4, DType.FLOAT));
      h = h.plus(h.meanKeeping(0, 1)).reshapeLike(x);
    }
    builder.output("loss", h.squared().mean());
    builder.output("h", h);
    return builder.build();
  }

  @Test
  void memoryDoesNotGrowOverThousandsOfStepsOfTrainingAndEvaluation() throws Exception {
    assumeTrue(Files.exists(STATM), "needs Linux's /proc");
    // A process of its own with a heap that is resident from the start: what grows is native.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                FlatMemoryTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), report);
    String[] counts = report.strip().split("\\s+");
    assertEquals(counts[0], counts[1], "steps leave arrays behind");
    long early = Long.parseLong(counts[2]);
    long grown = Long.parseLong(counts[3]) - early;
    // A leak of one [A, 4, 64] array a step would be 2,000 * 154 kB = 307 MB.
    assertTrue(grown < 80e6, "grew by " + grown + " bytes from " + early);
  }

  /** Prints arrays and resident bytes: after 1,000 steps, and after 3,000. */
  public static void main(String[] arguments) throws IOException {
    var random = new Random(1);
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(network(), manager, Precision.FLOAT32)) {
      long early = 0;
      int arrays = 0;
      // Batches of changing size stretch the allocator's pools for about a thousand steps.
      for (int i = 0; i < 3000; i++) {
        step(manager, executor, 100 + random.nextInt(100));
        if (i == 1000) {
          early = residentBytes();
          arrays = manager.getManagedArrays().size();
        }
      }
      System.out.printf(
          "%d %d %d %d%n", arrays, manager.getManagedArrays().size(), early, residentBytes());
    }
  }

  private static void step(NDManager manager, GraphExecutor executor, int atoms) {
    long[] index = new long[atoms * 4];
    for (int i = 0; i < index.length; i++) {
      index[i] = i * 7L % atoms;
    }
    float[] x = new float[atoms * WIDTH];
    java.util.Arrays.fill(x, 1);
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          Map.of(
              "x", Tensors.toArray(step, Precision.FLOAT32, x, atoms, WIDTH),
              "index", Tensors.toArray(step, index, atoms, 4));
      Gradients.of(executor, step, inputs, "loss");
      executor.run(step, inputs);
    }
  }

  private static long residentBytes() throws IOException {
    // Direct buffers of inputs are freed with their Java objects.
    System.gc();
    return Long.parseLong(Files.readString(STATM).split(" ")[1]) * 4096;
  }
}
