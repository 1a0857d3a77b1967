package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Building graphs, and what the executor adds to an operation of the engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphBenchmark {
  private static final int OPERATIONS = 1000;

  private NDManager manager;
  private GraphExecutor executor;
  private NDArray x;

  /** Prepares a graph of 1,000 negations of one number: nothing but dispatch. */
  @Setup
  public void prepare() {
    var builder = new GraphBuilder("chain");
    Value value = builder.input("x", DType.FLOAT, Dim.of(1));
    for (int i = 0; i < OPERATIONS; i++) {
      value = value.negate();
    }
    builder.output("y", value);
    manager = NDManager.newBaseManager();
    executor = new GraphExecutor(builder.build(), manager, Precision.FLOAT32);
    x = manager.create(new float[] {1});
  }

  /** Frees native memory. */
  @TearDown
  public void close() {
    executor.close();
    manager.close();
  }

  /** Time of one operation when the executor runs it. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public int operationInExecutor() {
    try (NDManager step = manager.newSubManager()) {
      return executor.run(step, Map.of("x", x)).size();
    }
  }

  /** Time of one operation in a loop over DJL's own call. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public NDArray operationByHand() {
    try (NDManager step = manager.newSubManager()) {
      x.tempAttach(step);
      NDArray value = x.neg();
      for (int i = 1; i < OPERATIONS; i++) {
        NDArray previous = value;
        value = previous.neg();
        previous.close();
      }
      return value;
    }
  }

  /** The full-size encoder with energy and forces: some thousand nodes, with type inference. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Graph fullSizeWithForces() {
    return Bundles.network(Size.FULL);
  }

  /** The training graph of the small size. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Graph smallForTraining() {
    return TrainingGraph.denoising(Size.SMALL);
  }
}
