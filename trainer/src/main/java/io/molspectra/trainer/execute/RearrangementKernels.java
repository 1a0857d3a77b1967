package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Shapes, and operators that give the same elements another shape or order. */
final class RearrangementKernels {
  private RearrangementKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.SHAPE, RearrangementKernels::shape);
    kernels.put(Operator.RESHAPE, RearrangementKernels::reshape);
    kernels.put(Operator.SQUEEZE, RearrangementKernels::squeeze);
    kernels.put(Operator.UNSQUEEZE, RearrangementKernels::unsqueeze);
    kernels.put(Operator.TRANSPOSE, RearrangementKernels::transpose);
    kernels.put(Operator.EXPAND, RearrangementKernels::expand);
    kernels.put(Operator.CONSTANT_OF_SHAPE, RearrangementKernels::constantOfShape);
    kernels.put(Operator.CONCAT, RearrangementKernels::concat);
    kernels.put(Operator.PAD, RearrangementKernels::pad);
  }

  private static Kernel shape(Site site) {
    int rank = site.rank(0);
    int start = bounded(site.attributes().integer("start", 0), rank);
    int end = bounded(site.attributes().integer("end", rank), rank);
    return call -> call.setLongs(0, Arrays.copyOfRange(call.shape(0), start, Math.max(start, end)));
  }

  private static int bounded(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }

  private static Kernel reshape(Site site) {
    boolean allowZero = site.attributes().integer("allowzero", 0) != 0;
    return call -> {
      long[] target = call.longs(1).clone();
      long[] shape = call.shape(0);
      int inferred = -1;
      long given = 1;
      for (int i = 0; i < target.length; i++) {
        if (target[i] == -1) {
          inferred = i;
          continue;
        }
        if (target[i] == 0 && !allowZero) {
          target[i] = shape[i];
        }
        given *= target[i];
      }
      if (inferred >= 0) {
        // The engine cannot infer an extent of an empty array.
        target[inferred] = given == 0 ? 0 : Views.size(shape, 0, shape.length) / given;
      }
      call.set(0, Views.reshape(call.array(0), target));
    };
  }

  private static Kernel squeeze(Site site) {
    int rank = site.rank(0);
    return call -> {
      long[] shape = call.shape(0);
      long[] axes =
          call.has(1)
              ? Views.axes(call.longs(1), rank)
              : IntStream.range(0, rank).filter(i -> shape[i] == 1).asLongStream().toArray();
      long[] target =
          IntStream.range(0, rank)
              .filter(i -> Arrays.binarySearch(axes, i) < 0)
              .mapToLong(i -> shape[i])
              .toArray();
      call.set(0, Views.reshape(call.array(0), target));
    };
  }

  private static Kernel unsqueeze(Site site) {
    return call -> {
      long[] shape = call.shape(0);
      long[] requested = call.longs(1);
      int rank = shape.length + requested.length;
      long[] axes = Views.axes(requested, rank);
      long[] target = new long[rank];
      int next = 0;
      for (int i = 0; i < rank; i++) {
        target[i] = Arrays.binarySearch(axes, i) >= 0 ? 1 : shape[next++];
      }
      call.set(0, Views.reshape(call.array(0), target));
    };
  }

  private static Kernel transpose(Site site) {
    int rank = site.rank(0);
    long[] order =
        site.attributes().has("perm")
            ? Arrays.stream(site.attributes().ints("perm")).asLongStream().toArray()
            : IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray();
    return call -> call.set(0, JniUtils.permute(call.array(0), order));
  }

  private static Kernel expand(Site site) {
    return call -> {
      long[] shape = call.shape(0);
      long[] target = call.longs(1);
      int rank = Math.max(shape.length, target.length);
      long[] result = new long[rank];
      for (int i = 0; i < rank; i++) {
        int own = i - rank + shape.length;
        int other = i - rank + target.length;
        long extent = own < 0 ? 1 : shape[own];
        result[i] = extent != 1 || other < 0 ? extent : target[other];
      }
      call.set(0, JniUtils.broadcast(call.array(0), new Shape(result)));
    };
  }

  private static Kernel constantOfShape(Site site) {
    double value =
        site.attributes().values().get("value") instanceof Tensor tensor
            ? tensor.toDoubles()[0]
            : 0;
    var type = site.precision().dataType(site.output(0).dtype());
    return call ->
        call.set(
            0,
            JniUtils.full(
                call.manager(),
                new Shape(call.longs(0)),
                value,
                type,
                call.manager().getDevice(),
                SparseFormat.DENSE));
  }

  private static Kernel concat(Site site) {
    int axis = Views.axis(site.attributes().integer("axis", 0), site.rank(0));
    return call -> {
      PtNDArray[] parts =
          IntStream.range(0, call.inputs()).mapToObj(call::array).toArray(PtNDArray[]::new);
      call.set(0, JniUtils.cat(parts, axis));
    };
  }

  private static Kernel pad(Site site) {
    Object mode = site.attributes().values().getOrDefault("mode", "constant");
    if (!mode.equals("constant")) {
      throw site.unsupported("padding in mode '" + mode + "'");
    }
    int rank = site.rank(0);
    return call -> {
      long[] pads = call.longs(1);
      long[] engineOrder = new long[2 * rank]; // pairs (before, after), the last axis first
      for (int i = 0; i < rank; i++) {
        engineOrder[2 * (rank - 1 - i)] = pads[i];
        engineOrder[2 * (rank - 1 - i) + 1] = pads[rank + i];
      }
      call.set(0, JniUtils.pad(call.array(0), engineOrder, padding(call)));
    };
  }

  private static double padding(Call call) {
    if (!call.has(2)) {
      return 0;
    }
    PtNDArray value = call.array(2);
    return value.getDataType().isFloating()
        ? Tensors.toDoubles(value)[0]
        : Tensors.toLongs(value)[0];
  }
}
