package io.molspectra.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Shape rules of operators that move elements without changing them. */
final class Rearrangements {
  private static final AtomicLong UNKNOWN = new AtomicLong();

  private Rearrangements() {}

  static List<Type> shapeOf(Inference node) {
    int rank = node.shape(0).rank();
    long start = node.attributes().integer("start", 0);
    long end = node.attributes().integer("end", rank);
    return List.of(new Type(DType.INT64, Shape.of(sliceLength(rank, start, end, 1))));
  }

  static List<Type> reshape(Inference node) {
    Shape shape = node.shape(0);
    if (node.extents().containsKey(1)) {
      return List.of(new Type(node.dtype(0), node.extents().get(1)));
    }
    Optional<long[]> known = node.integers(1);
    if (known.isEmpty()) {
      return List.of(new Type(node.dtype(0), unknown(node.shape(1))));
    }
    boolean allowZero = node.attributes().integer("allowzero", 0) != 0;
    var dims = new ArrayList<Dim>();
    int inferred = -1;
    long[] target = known.get();
    for (int i = 0; i < target.length; i++) {
      if (target[i] == -1) {
        inferred = i;
        dims.add(Dim.ONE);
      } else {
        dims.add(target[i] == 0 && !allowZero ? shape.dim(i) : Dim.of(target[i]));
      }
    }
    Dim size = shape.size();
    Dim given = new Shape(dims).size();
    if (inferred >= 0) {
      Dim rest = size.dividedBy(given).orElseThrow(() -> misfit(shape, target));
      dims.set(inferred, rest);
    } else if (!size.equals(given)) {
      throw misfit(shape, target);
    }
    return List.of(new Type(node.dtype(0), new Shape(dims)));
  }

  private static GraphException misfit(Shape shape, long[] target) {
    return new GraphException("cannot reshape " + shape + " to " + Arrays.toString(target));
  }

  static List<Type> expand(Inference node) {
    Shape target = node.dims(1).map(Shape::new).orElseGet(() -> unknown(node.shape(1)));
    return List.of(new Type(node.dtype(0), Inference.broadcast(node.shape(0), target)));
  }

  static List<Type> constantOfShape(Inference node) {
    DType dtype =
        node.attributes().values().get("value") instanceof Tensor tensor
            ? tensor.dtype()
            : DType.FLOAT;
    Shape shape = node.dims(0).map(Shape::new).orElseGet(() -> unknown(node.shape(0)));
    return List.of(new Type(dtype, shape));
  }

  static List<Type> transpose(Inference node) {
    Shape shape = node.shape(0);
    int[] order = permutation(node.attributes(), shape.rank());
    var dims = new ArrayList<Dim>();
    for (int axis : order) {
      dims.add(shape.dim(axis));
    }
    return List.of(new Type(node.dtype(0), new Shape(dims)));
  }

  static int[] permutation(Attributes attributes, int rank) {
    if (attributes.has("perm")) {
      return attributes.ints("perm");
    }
    int[] order = new int[rank];
    Arrays.setAll(order, i -> rank - 1 - i);
    return order;
  }

  static List<Type> squeeze(Inference node) {
    Shape shape = node.shape(0);
    int[] axes =
        node.has(1)
            ? Inference.axes(node.requireIntegers(1, "axes"), shape.rank())
            : java.util.stream.IntStream.range(0, shape.rank())
                .filter(i -> shape.dim(i).isOne())
                .toArray();
    var dims = new ArrayList<Dim>();
    for (int i = 0; i < shape.rank(); i++) {
      if (Arrays.binarySearch(axes, i) < 0) {
        dims.add(shape.dim(i));
      } else if (!shape.dim(i).isOne()) {
        throw new GraphException("axis " + i + " of " + shape + " is not 1");
      }
    }
    return List.of(new Type(node.dtype(0), new Shape(dims)));
  }

  static List<Type> unsqueeze(Inference node) {
    Shape shape = node.shape(0);
    long[] requested = node.requireIntegers(1, "axes");
    int[] axes = Inference.axes(requested, shape.rank() + requested.length);
    var dims = new ArrayList<>(shape.dims());
    for (int axis : axes) {
      dims.add(axis, Dim.ONE);
    }
    return List.of(new Type(node.dtype(0), new Shape(dims)));
  }

  static List<Type> concat(Inference node) {
    Shape first = node.shape(0);
    int axis = Inference.axis(node.attributes().integer("axis", 0), first.rank());
    long fixed = 0;
    for (int i = 0; i < node.inputs().size(); i++) {
      Shape shape = node.shape(i);
      if (node.dtype(i) != node.dtype(0)
          || shape.rank() != first.rank()
          || !shape.with(axis, Dim.ONE).equals(first.with(axis, Dim.ONE))) {
        throw new GraphException(
            "cannot join " + node.type(0) + " and " + node.type(i) + " along axis " + axis);
      }
      fixed = shape.dim(axis).isFixed() && fixed >= 0 ? fixed + shape.dim(axis).factor() : -1;
    }
    Dim joined = node.inputs().size() == 1 ? first.dim(axis) : fixed >= 0 ? Dim.of(fixed) : fresh();
    return List.of(new Type(node.dtype(0), first.with(axis, joined)));
  }

  static List<Type> split(Inference node) {
    Shape shape = node.shape(0);
    int axis = Inference.axis(node.attributes().integer("axis", 0), shape.rank());
    long[] sizes;
    if (node.has(1)) {
      sizes = node.requireIntegers(1, "sizes of the parts");
    } else {
      long whole = shape.slice(axis, axis + 1).fixed()[0];
      sizes = new long[node.outputs()];
      Arrays.fill(sizes, whole / node.outputs());
    }
    Dim total = Dim.of(Arrays.stream(sizes).sum());
    if (sizes.length != node.outputs() || !shape.dim(axis).equals(total)) {
      throw new GraphException(
          "cannot split axis %d of %s into %s".formatted(axis, shape, Arrays.toString(sizes)));
    }
    return Arrays.stream(sizes)
        .mapToObj(size -> new Type(node.dtype(0), shape.with(axis, Dim.of(size))))
        .toList();
  }

  static List<Type> slice(Inference node) {
    Shape shape = node.shape(0);
    Optional<long[]> starts = node.integers(1);
    Optional<long[]> ends = node.integers(2);
    if (starts.isEmpty() || ends.isEmpty()) {
      return List.of(new Type(node.dtype(0), unknown(Shape.of(shape.rank()))));
    }
    long[] axes =
        node.has(3)
            ? node.requireIntegers(3, "axes")
            : java.util.stream.LongStream.range(0, starts.get().length).toArray();
    for (int i = 0; i < axes.length; i++) {
      int axis = Inference.axis(axes[i], shape.rank());
      long step = node.has(4) ? node.requireIntegers(4, "steps")[i] : 1;
      Dim dim = shape.dim(axis);
      Dim extent =
          dim.isFixed()
              ? Dim.of(sliceLength(dim.factor(), starts.get()[i], ends.get()[i], step))
              : fresh();
      shape = shape.with(axis, extent);
    }
    return List.of(new Type(node.dtype(0), shape));
  }

  private static long sliceLength(long extent, long start, long end, long step) {
    long low = step > 0 ? 0 : -1;
    long high = step > 0 ? extent : extent - 1;
    long from = Math.max(low, Math.min(high, start < 0 ? start + extent : start));
    long to = Math.max(low, Math.min(high, end < 0 ? end + extent : end));
    return Math.max(0, step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step);
  }

  static List<Type> pad(Inference node) {
    Shape shape = node.shape(0);
    long[] pads = node.requireIntegers(1, "padding");
    for (int i = 0; i < shape.rank(); i++) {
      long added = pads[i] + pads[i + shape.rank()];
      if (added != 0) {
        Dim dim = shape.dim(i);
        shape = shape.with(i, dim.isFixed() ? Dim.of(dim.factor() + added) : fresh());
      }
    }
    return List.of(new Type(node.dtype(0), shape));
  }

  static List<Type> gather(Inference node) {
    Shape data = node.shape(0);
    int axis = Inference.axis(node.attributes().integer("axis", 0), data.rank());
    if (node.dtype(1).isReal()) {
      throw new GraphException("needs integer indices, got " + node.type(1));
    }
    return List.of(
        new Type(
            node.dtype(0),
            data.slice(0, axis).then(node.shape(1)).then(data.slice(axis + 1, data.rank()))));
  }

  /** An extent of which nothing is known before the graph runs. */
  private static Dim fresh() {
    return Dim.symbol("?" + UNKNOWN.incrementAndGet());
  }

  private static Shape unknown(Shape extents) {
    var dims = new ArrayList<Dim>();
    for (int i = 0; i < extents.fixed()[0]; i++) {
      dims.add(fresh());
    }
    return new Shape(dims);
  }
}
