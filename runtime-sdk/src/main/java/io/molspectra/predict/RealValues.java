package io.molspectra.predict;

import ai.onnxruntime.OnnxTensor;
import io.molspectra.features.FeatureTensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Real numbers in the width that is wanted, whatever the width they are in. */
final class RealValues {

  private RealValues() {}

  static double[] doubles(FeatureTensor feature) {
    return feature instanceof FeatureTensor.Float64 wide
        ? wide.values()
        : widened(FloatBuffer.wrap(((FeatureTensor.Float32) feature).values()));
  }

  static float[] floats(FeatureTensor feature) {
    return feature instanceof FeatureTensor.Float32 narrow
        ? narrow.values()
        : narrowed(DoubleBuffer.wrap(((FeatureTensor.Float64) feature).values()));
  }

  static boolean isNumeric(OnnxTensor tensor) {
    return switch (tensor.getInfo().type) {
      case FLOAT, DOUBLE, INT64 -> true;
      default -> false;
    };
  }

  /** Values of a numeric tensor. Indices are small: a float holds them exactly. */
  static float[] floats(OnnxTensor tensor) {
    switch (tensor.getInfo().type) {
      case FLOAT -> {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
      }
      case DOUBLE -> {
        return narrowed(tensor.getDoubleBuffer());
      }
      default -> {
        LongBuffer buffer = tensor.getLongBuffer();
        float[] values = new float[buffer.remaining()];
        for (int k = 0; k < values.length; k++) {
          values[k] = buffer.get();
        }
        return values;
      }
    }
  }

  /** Values of a numeric tensor. */
  static double[] doubles(OnnxTensor tensor) {
    switch (tensor.getInfo().type) {
      case FLOAT -> {
        return widened(tensor.getFloatBuffer());
      }
      case DOUBLE -> {
        DoubleBuffer buffer = tensor.getDoubleBuffer();
        double[] values = new double[buffer.remaining()];
        buffer.get(values);
        return values;
      }
      default -> {
        LongBuffer buffer = tensor.getLongBuffer();
        double[] values = new double[buffer.remaining()];
        for (int k = 0; k < values.length; k++) {
          values[k] = buffer.get();
        }
        return values;
      }
    }
  }

  static double[] widened(float[] values) {
    return widened(FloatBuffer.wrap(values));
  }

  static float[] narrowed(double[] values) {
    return narrowed(DoubleBuffer.wrap(values));
  }

  private static double[] widened(FloatBuffer buffer) {
    double[] values = new double[buffer.remaining()];
    for (int k = 0; k < values.length; k++) {
      values[k] = buffer.get();
    }
    return values;
  }

  private static float[] narrowed(DoubleBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) buffer.get();
    }
    return values;
  }
}
