package io.molspectra.predict;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.molspectra.features.FeatureTensor;
import io.molspectra.predict.PredictionException.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

/** One ONNX file, loaded; runs batches from any number of threads. */
final class GraphSession implements AutoCloseable {

  /** One huge molecule must not occupy its memory for the rest of the model's life. */
  private static final long KEPT_BYTES = 64L << 20;

  private final Path file;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /** Inputs the graph declares as float64. */
  private final Set<String> wideInputs;

  private final ConcurrentLinkedQueue<InputBuffers> idleBuffers = new ConcurrentLinkedQueue<>();

  GraphSession(Path file, OrtEnvironment environment, OrtSession session) throws OrtException {
    this.wideInputs = wideInputs(session);
    this.file = file;
    this.environment = environment;
    this.session = session;
  }

  /** Name of the file within the bundle. */
  String name() {
    return String.valueOf(file.getFileName());
  }

  Set<String> outputNames() {
    return session.getOutputNames();
  }

  /**
   * Feeds exactly the inputs the graph declares.
   *
   * @param wanted names of the outputs to copy out
   * @param nanos told how long ONNX Runtime took
   */
  Map<String, Output> run(GraphInputs batch, Set<String> wanted, LongConsumer nanos) {
    return run(batch, wanted, nanos, this::copy);
  }

  /** The same with values as precise as the graph gives them. */
  Map<String, double[]> runExactly(GraphInputs batch, Set<String> wanted) {
    return run(
        batch, wanted, nanos -> {}, (name, value) -> RealValues.doubles(tensor(name, value)));
  }

  private <T> Map<String, T> run(
      GraphInputs batch,
      Set<String> wanted,
      LongConsumer nanos,
      BiFunction<String, OnnxValue, T> copy) {
    Map<String, FeatureTensor> features = batch.tensors();
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    InputBuffers buffers = idleBuffers.poll();
    if (buffers == null) {
      buffers = new InputBuffers();
    }
    try {
      for (String name : session.getInputNames()) {
        FeatureTensor feature = features.get(name);
        if (feature == null) {
          throw new PredictionException(
              Problem.BAD_GRAPH,
              file + " wants an input '" + name + "'; known are " + features.keySet());
        }
        inputs.put(name, buffers.tensor(environment, name, feature, wideInputs.contains(name)));
      }
      long began = System.nanoTime();
      try (OrtSession.Result result = session.run(inputs, wanted)) {
        nanos.accept(System.nanoTime() - began);
        Map<String, T> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
          outputs.put(entry.getKey(), copy.apply(entry.getKey(), entry.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new PredictionException(
          Problem.RUNTIME_FAILURE,
          "%s failed on %s: %s".formatted(file, batch.what(), e.getMessage()),
          e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
      if (buffers.bytes() <= KEPT_BYTES) {
        idleBuffers.add(buffers);
      }
    }
  }

  /** What the outputs look like for no molecule at all: axes of unknown size are empty. */
  Map<String, Output> runOnNothing(Set<String> wanted) {
    try {
      Map<String, Output> outputs = new LinkedHashMap<>();
      for (Map.Entry<String, NodeInfo> entry : session.getOutputInfo().entrySet()) {
        if (wanted.contains(entry.getKey())
            && entry.getValue().getInfo() instanceof TensorInfo info) {
          long[] shape = info.getShape().clone();
          for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = axis == 0 ? 0 : Math.max(0, shape[axis]);
          }
          outputs.put(entry.getKey(), new Output(shape, new float[0]));
        }
      }
      return outputs;
    } catch (OrtException e) {
      throw new PredictionException(Problem.RUNTIME_FAILURE, file + ": " + e.getMessage(), e);
    }
  }

  private Output copy(String name, OnnxValue value) {
    OnnxTensor tensor = tensor(name, value);
    long[] shape = tensor.getInfo().getShape();
    return tensor.getInfo().type == OnnxJavaType.DOUBLE
        ? new Output(shape, RealValues.doubles(tensor))
        : new Output(shape, RealValues.floats(tensor));
  }

  private OnnxTensor tensor(String name, OnnxValue value) {
    if (value instanceof OnnxTensor tensor && RealValues.isNumeric(tensor)) {
      return tensor;
    }
    throw new PredictionException(
        Problem.BAD_GRAPH, file + ": output '" + name + "' is not a tensor of numbers");
  }

  private static Set<String> wideInputs(OrtSession session) throws OrtException {
    Set<String> wide = new HashSet<>();
    session
        .getInputInfo()
        .forEach(
            (name, node) -> {
              if (node.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.DOUBLE) {
                wide.add(name);
              }
            });
    return wide;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
