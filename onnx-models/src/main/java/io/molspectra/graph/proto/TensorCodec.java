package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import io.molspectra.graph.DType;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Tensors to {@code TensorProto} and back; always written as little-endian {@code raw_data}. */
final class TensorCodec {
  private TensorCodec() {}

  /** Name, type and shape, without the values. */
  static TensorProto.Builder header(String name, Tensor tensor) {
    var header = TensorProto.newBuilder().setDataType(tensor.dtype().onnxCode()).setName(name);
    for (long extent : tensor.shape()) {
      header.addDims(extent);
    }
    return header;
  }

  static TensorProto encode(String name, Tensor tensor) {
    return header(name, tensor).setRawData(UnsafeByteOperations.unsafeWrap(bytes(tensor))).build();
  }

  /** Bytes the values take in a file. */
  static long byteSize(Tensor tensor) {
    return (long) tensor.size() * width(tensor.dtype());
  }

  static byte[] bytes(Tensor tensor) {
    var bytes = ByteBuffer.allocate(Math.toIntExact(byteSize(tensor)));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor.dtype()) {
      case FLOAT -> bytes.asFloatBuffer().put(tensor.toFloats());
      case DOUBLE -> bytes.asDoubleBuffer().put(tensor.toDoubles());
      case INT64 -> bytes.asLongBuffer().put(tensor.toLongs());
      case INT32 -> {
        for (long value : tensor.toLongs()) {
          bytes.putInt(Math.toIntExact(value));
        }
      }
      case BOOL -> {
        for (long value : tensor.toLongs()) {
          bytes.put((byte) value);
        }
      }
    }
    return bytes.array();
  }

  /**
   * The tensor of a message.
   *
   * @param external finds values kept outside the message
   * @throws GraphException naming the tensor if type, shape and values do not fit together
   */
  static Tensor decode(TensorProto message, ExternalData external) {
    try {
      DType dtype = DType.ofOnnxCode(message.getDataType());
      long[] shape = message.getDimsList().stream().mapToLong(Long::longValue).toArray();
      int size = size(shape);
      if (message.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        long length = (long) size * width(dtype);
        return raw(dtype, shape, size, external.read(message.getExternalDataList(), length));
      }
      return message.hasRawData()
          ? raw(dtype, shape, size, message.getRawData().asReadOnlyByteBuffer())
          : typed(dtype, shape, size, message);
    } catch (GraphException e) {
      throw new GraphException("tensor '" + message.getName() + "': " + e.getMessage(), e);
    }
  }

  private static int size(long[] shape) {
    try {
      long size = 1;
      for (long extent : shape) {
        if (extent < 0) {
          throw new GraphException("negative extent " + extent);
        }
        size = Math.multiplyExact(size, extent);
      }
      return Math.toIntExact(size);
    } catch (ArithmeticException e) {
      throw new GraphException("too large", e);
    }
  }

  private static Tensor raw(DType dtype, long[] shape, int size, ByteBuffer bytes) {
    requireCount((long) size * width(dtype), bytes.remaining(), "bytes");
    ByteBuffer source = bytes.order(ByteOrder.LITTLE_ENDIAN);
    switch (dtype) {
      case FLOAT -> {
        float[] values = new float[size];
        source.asFloatBuffer().get(values);
        return Tensor.of(values, shape);
      }
      case DOUBLE -> {
        double[] values = new double[size];
        source.asDoubleBuffer().get(values);
        return Tensor.real(dtype, values, shape);
      }
      default -> {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
          values[i] =
              switch (dtype) {
                case INT64 -> source.getLong();
                case INT32 -> source.getInt();
                default -> source.get() == 0 ? 0 : 1;
              };
        }
        return Tensor.integer(dtype, values, shape);
      }
    }
  }

  private static Tensor typed(DType dtype, long[] shape, int size, TensorProto message) {
    List<? extends Number> list =
        switch (dtype) {
          case FLOAT -> message.getFloatDataList();
          case DOUBLE -> message.getDoubleDataList();
          case INT64 -> message.getInt64DataList();
          case INT32, BOOL -> message.getInt32DataList();
        };
    requireCount(size, list.size(), "values");
    return dtype.isReal()
        ? Tensor.real(dtype, list.stream().mapToDouble(Number::doubleValue).toArray(), shape)
        : Tensor.integer(dtype, list.stream().mapToLong(Number::longValue).toArray(), shape);
  }

  private static void requireCount(long needed, long found, String what) {
    if (needed != found) {
      throw new GraphException("needs %d %s, has %d".formatted(needed, what, found));
    }
  }

  private static int width(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case FLOAT, INT32 -> 4;
      case INT64, DOUBLE -> 8;
    };
  }
}
