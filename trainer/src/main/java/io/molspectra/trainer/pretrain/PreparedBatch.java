package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A batch of noisy molecules as host arrays, ready for the device.
 *
 * @param features neighbour lists and indices at the noisy positions
 * @param noise what was added, [A, 3], angstrom
 */
public record PreparedBatch(MoleculeBatch features, float[] noise) {

  /** Finds the neighbours of a noisy batch. */
  public static PreparedBatch of(MoleculeBatcher batcher, NoisyBatch noisy) {
    return new PreparedBatch(batcher.batch(noisy.molecules()), noisy.noise());
  }

  /** Number of molecules M. */
  public int moleculeCount() {
    return features.moleculeCount();
  }

  /** The inputs of a molecular graph on a device. */
  public static Map<String, NDArray> toArrays(
      NDManager manager, Precision precision, MoleculeBatch batch) {
    var arrays = new LinkedHashMap<String, NDArray>();
    FeatureInputs.of(batch)
        .forEach((name, tensor) -> arrays.put(name, toArray(manager, precision, tensor)));
    return arrays;
  }

  /** The same in float32, in memory that is used again by the next call. */
  public static Map<String, NDArray> toArrays(
      NDManager manager, InputBuffers buffers, MoleculeBatch batch) {
    var arrays = new LinkedHashMap<String, NDArray>();
    FeatureInputs.of(batch)
        .forEach((name, tensor) -> arrays.put(name, toArray(manager, buffers, name, tensor)));
    return arrays;
  }

  private static NDArray toArray(
      NDManager manager, InputBuffers buffers, String name, FeatureTensor tensor) {
    if (tensor instanceof FeatureTensor.Float32 real) {
      return buffers.floats(manager, name, real.values(), real.shape());
    }
    FeatureTensor.Int64 integers = (FeatureTensor.Int64) tensor;
    return buffers.longs(manager, name, integers.values(), integers.shape());
  }

  private static NDArray toArray(NDManager manager, Precision precision, FeatureTensor tensor) {
    if (tensor instanceof FeatureTensor.Float32 real) {
      return Tensors.toArray(manager, precision, real.values(), real.shape());
    }
    FeatureTensor.Int64 integers = (FeatureTensor.Int64) tensor;
    return Tensors.toArray(manager, integers.values(), integers.shape());
  }
}
