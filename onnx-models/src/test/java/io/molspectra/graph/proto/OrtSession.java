package io.molspectra.graph.proto;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** ONNX Runtime on the tensors of a graph. */
final class OrtSession implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final ai.onnxruntime.OrtSession session;

  private OrtSession(ai.onnxruntime.OrtSession session) {
    this.session = session;
  }

  static OrtSession open(Path model) throws OrtException {
    return new OrtSession(ENVIRONMENT.createSession(model.toString(), options()));
  }

  static OrtSession open(byte[] model) throws OrtException {
    return new OrtSession(ENVIRONMENT.createSession(model, options()));
  }

  private static SessionOptions options() throws OrtException {
    var options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    // its warnings about unused initializers are of no interest here
    options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  /** All results by name, in order. */
  Map<String, Tensor> run(Map<String, Tensor> inputs) throws OrtException {
    var feeds = new LinkedHashMap<String, OnnxTensor>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        feeds.put(input.getKey(), feed(input.getValue()));
      }
      try (var results = session.run(feeds)) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var result : results) {
          tensors.put(result.getKey(), tensor((OnnxTensor) result.getValue()));
        }
        return tensors;
      }
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor feed(Tensor tensor) throws OrtException {
    long[] shape = tensor.shape();
    return switch (tensor.dtype()) {
      case FLOAT ->
          OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(tensor.toFloats()), shape);
      case DOUBLE ->
          OnnxTensor.createTensor(ENVIRONMENT, DoubleBuffer.wrap(tensor.toDoubles()), shape);
      case INT64 -> OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(tensor.toLongs()), shape);
      case INT32 ->
          OnnxTensor.createTensor(
              ENVIRONMENT,
              IntBuffer.wrap(Arrays.stream(tensor.toLongs()).mapToInt(v -> (int) v).toArray()),
              shape);
      case BOOL -> {
        ByteBuffer bytes = ByteBuffer.allocateDirect(tensor.size()).order(ByteOrder.nativeOrder());
        for (long value : tensor.toLongs()) {
          bytes.put((byte) value);
        }
        yield OnnxTensor.createTensor(
            ENVIRONMENT, bytes.flip(), shape, ai.onnxruntime.OnnxJavaType.BOOL);
      }
    };
  }

  private static Tensor tensor(OnnxTensor result) {
    long[] shape = result.getInfo().getShape();
    return switch (result.getInfo().type) {
      case FLOAT -> {
        float[] values = new float[result.getFloatBuffer().remaining()];
        result.getFloatBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case DOUBLE -> {
        double[] values = new double[result.getDoubleBuffer().remaining()];
        result.getDoubleBuffer().get(values);
        yield Tensor.real(DType.DOUBLE, values, shape);
      }
      case INT64 -> {
        long[] values = new long[result.getLongBuffer().remaining()];
        result.getLongBuffer().get(values);
        yield Tensor.integer(DType.INT64, values, shape);
      }
      case INT32 -> {
        int[] values = new int[result.getIntBuffer().remaining()];
        result.getIntBuffer().get(values);
        yield Tensor.integer(DType.INT32, Arrays.stream(values).asLongStream().toArray(), shape);
      }
      case BOOL -> {
        ByteBuffer bytes = result.getByteBuffer();
        long[] values = new long[bytes.remaining()];
        for (int i = 0; i < values.length; i++) {
          values[i] = bytes.get();
        }
        yield Tensor.integer(DType.BOOL, values, shape);
      }
      default -> throw new AssertionError("unexpected result " + result.getInfo());
    };
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
