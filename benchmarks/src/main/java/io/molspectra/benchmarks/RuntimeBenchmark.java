package io.molspectra.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A prediction through the library beside the bare session on tensors that are ready. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuntimeBenchmark {

  /** Network. */
  @Param({"small", "full"})
  public String size = "small";

  /** Molecules a call. */
  @Param({"1", "8"})
  public int batch;

  private List<Molecule> molecules;
  private MolSpectraModel model;
  private OrtSession session;
  private Map<String, OnnxTensor> inputs;

  /** Exports a bundle and opens its energy graph twice. */
  @Setup
  public void load() throws IOException, OrtException {
    Size shape = Size.of(size);
    Path folder = Files.createTempDirectory("runtime");
    Path bundle = folder.resolve("bundle");
    Bundles.export(shape, Bundles.network(shape), bundle);
    molecules = Batches.molecules(1, batch).get(0);
    model = MolSpectra.load(bundle, Options.throughput());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      Path file =
          model.bundle().file(model.bundle().manifest().task("energy").orElseThrow().file());
      session = environment.createSession(file.toString(), options);
    }
    inputs =
        SessionInputs.of(environment, session, new MoleculeBatcher(Size.CUTOFF).batch(molecules));
  }

  /** Neighbours, tensors, ONNX Runtime, answers. */
  @Benchmark
  public double[] library() {
    return model.predict("energy", molecules);
  }

  /** ONNX Runtime alone. */
  @Benchmark
  public void session() throws OrtException {
    session.run(inputs).close();
  }

  /** Frees both. */
  @TearDown
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
    model.close();
  }
}
