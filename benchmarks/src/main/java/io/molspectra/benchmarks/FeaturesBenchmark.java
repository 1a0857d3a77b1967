package io.molspectra.benchmarks;

import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Neighbour lists and index tensors of molecules of QM9. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FeaturesBenchmark {

  /** Molecules a batch. */
  @Param({"1", "32", "256"})
  public int batch;

  private final MoleculeBatcher batcher = new MoleculeBatcher(Size.CUTOFF, 2);
  private List<Molecule> molecules;

  /** Reads the molecules. */
  @Setup
  public void load() throws IOException {
    molecules = Batches.molecules(1, batch).get(0);
  }

  /** The whole batch; the trainer does this in the background. */
  @Benchmark
  public MoleculeBatch features() {
    return batcher.batch(molecules);
  }
}
