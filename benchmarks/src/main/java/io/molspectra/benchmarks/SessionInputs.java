package io.molspectra.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Tensors for a session that is used without the library. */
final class SessionInputs {
  private SessionInputs() {}

  /** What the session declares, by name; to be closed. */
  static Map<String, OnnxTensor> of(
      OrtEnvironment environment, OrtSession session, MoleculeBatch batch) throws OrtException {
    Map<String, FeatureTensor> features = FeatureInputs.of(batch);
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    for (String name : session.getInputNames()) {
      FeatureTensor tensor = Objects.requireNonNull(features.get(name), name);
      inputs.put(
          name,
          tensor instanceof FeatureTensor.Int64 t
              ? OnnxTensor.createTensor(environment, LongBuffer.wrap(t.values()), t.shape())
              : OnnxTensor.createTensor(
                  environment,
                  FloatBuffer.wrap(((FeatureTensor.Float32) tensor).values()),
                  tensor.shape()));
    }
    return inputs;
  }
}
