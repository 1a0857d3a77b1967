package io.molspectra.graph.conformance;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runtime we deploy to computes what the ONNX project says, for every operator we emit. */
class OnnxRuntimeAgreesWithConformanceData {

  @ParameterizedTest
  @MethodSource("cases")
  void outputsAreTheExpectedOnes(ConformanceCase conformance) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      // Some cases are of opsets so old that it warns.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      try (OrtSession session = environment.createSession(conformance.model(), options)) {
        for (Map.Entry<String, Tensor> input : conformance.inputs().entrySet()) {
          inputs.put(input.getKey(), toRuntime(environment, input.getValue()));
        }
        try (OrtSession.Result result = session.run(inputs)) {
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          for (Map.Entry<String, ?> output : result) {
            outputs.put(output.getKey(), fromRuntime((OnnxTensor) output.getValue()));
          }
          conformance.check(outputs);
        }
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  static List<ConformanceCase> cases() {
    return ConformanceCase.all();
  }

  private static OnnxTensor toRuntime(OrtEnvironment environment, Tensor tensor)
      throws OrtException {
    long[] shape = tensor.shape();
    return switch (tensor.dtype()) {
      case FLOAT ->
          OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.toFloats()), shape);
      case DOUBLE ->
          OnnxTensor.createTensor(environment, DoubleBuffer.wrap(tensor.toDoubles()), shape);
      case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.toLongs()), shape);
      case INT32 -> {
        IntBuffer values = IntBuffer.allocate(tensor.size());
        for (long value : tensor.toLongs()) {
          values.put(Math.toIntExact(value));
        }
        yield OnnxTensor.createTensor(environment, values.flip(), shape);
      }
      case BOOL -> {
        ByteBuffer values = ByteBuffer.allocateDirect(tensor.size());
        for (long value : tensor.toLongs()) {
          values.put((byte) value);
        }
        yield OnnxTensor.createTensor(environment, values.flip(), shape, OnnxJavaType.BOOL);
      }
    };
  }

  private static Tensor fromRuntime(OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    int size = Math.toIntExact(tensor.getInfo().getNumElements());
    DType type =
        switch (tensor.getInfo().type) {
          case FLOAT -> DType.FLOAT;
          case DOUBLE -> DType.DOUBLE;
          case INT64 -> DType.INT64;
          case INT32 -> DType.INT32;
          case BOOL -> DType.BOOL;
          default -> throw new AssertionError("unexpected type " + tensor.getInfo());
        };
    if (type.isReal()) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] =
            type == DType.FLOAT ? tensor.getFloatBuffer().get(i) : tensor.getDoubleBuffer().get(i);
      }
      return Tensor.real(type, values, shape);
    }
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case INT64 -> tensor.getLongBuffer().get(i);
            case INT32 -> tensor.getIntBuffer().get(i);
            default -> tensor.getByteBuffer().get(i);
          };
    }
    return Tensor.integer(type, values, shape);
  }
}
