package io.molspectra.graph;

import java.util.List;

/**
 * A typed reference to one value of a graph under construction, with the operators one writes
 * networks with. Operands must belong to the same builder.
 */
public final class Value {
  private final GraphBuilder builder;
  private final String name;
  private final Type type;

  Value(GraphBuilder builder, String name, Type type) {
    this.builder = builder;
    this.name = name;
    this.type = type;
  }

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  public Shape shape() {
    return type.shape();
  }

  public DType dtype() {
    return type.dtype();
  }

  public int rank() {
    return type.shape().rank();
  }

  public GraphBuilder builder() {
    return builder;
  }

  public Value plus(Value other) {
    return builder.node(Operator.ADD, this, other);
  }

  public Value plus(double other) {
    return plus(builder.scalar(other, dtype()));
  }

  public Value minus(Value other) {
    return builder.node(Operator.SUB, this, other);
  }

  public Value minus(double other) {
    return minus(builder.scalar(other, dtype()));
  }

  public Value times(Value other) {
    return builder.node(Operator.MUL, this, other);
  }

  public Value times(double other) {
    return times(builder.scalar(other, dtype()));
  }

  public Value dividedBy(Value other) {
    return builder.node(Operator.DIV, this, other);
  }

  public Value negate() {
    return builder.node(Operator.NEG, this);
  }

  public Value squared() {
    return times(this);
  }

  public Value sqrt() {
    return builder.node(Operator.SQRT, this);
  }

  public Value reciprocal() {
    return builder.node(Operator.RECIPROCAL, this);
  }

  public Value exp() {
    return builder.node(Operator.EXP, this);
  }

  public Value cos() {
    return builder.node(Operator.COS, this);
  }

  public Value sigmoid() {
    return builder.node(Operator.SIGMOID, this);
  }

  /** x * sigmoid(x). */
  public Value silu() {
    return times(sigmoid());
  }

  public Value matmul(Value other) {
    return builder.node(Operator.MATMUL, this, other);
  }

  public Value cast(DType to) {
    return to == dtype()
        ? this
        : builder.node(Operator.CAST, Attributes.of("to", (long) to.onnxCode()), this);
  }

  /** Sum over axes, which disappear. */
  public Value sum(int... axes) {
    return reduce(Operator.REDUCE_SUM, false, axes);
  }

  /** Sum over axes, which become 1. */
  public Value sumKeeping(int... axes) {
    return reduce(Operator.REDUCE_SUM, true, axes);
  }

  /** Mean over axes, which become 1. */
  public Value meanKeeping(int... axes) {
    return reduce(Operator.REDUCE_MEAN, true, axes);
  }

  /** Mean over all elements, a scalar. */
  public Value mean() {
    return builder.node(Operator.REDUCE_MEAN, Attributes.of("keepdims", 0L), this);
  }

  private Value reduce(Operator operator, boolean keep, int... axes) {
    long[] list = java.util.Arrays.stream(axes).asLongStream().toArray();
    Attributes attributes = Attributes.of("keepdims", keep ? 1L : 0L);
    return operator == Operator.REDUCE_SUM
        ? builder.node(operator, attributes, this, builder.longs(list))
        : builder.node(
            operator, attributes.and("axes", java.util.Arrays.stream(list).boxed().toList()), this);
  }

  /** Extents as ONNX's Reshape takes them: 0 keeps, -1 is inferred. */
  public Value reshape(long... extents) {
    return builder.node(Operator.RESHAPE, this, builder.longs(extents));
  }

  /** These elements in the shape of another value, with a constant target where one exists. */
  public Value reshapeLike(Value model) {
    Shape target = model.shape();
    if (target.equals(shape())) {
      return this;
    }
    long[] extents = new long[target.rank()];
    int inferred = 0;
    for (int i = 0; i < extents.length; i++) {
      Dim dim = target.dim(i);
      if (dim.isFixed()) {
        extents[i] = dim.factor();
      } else if (i < rank() && shape().dim(i).equals(dim)) {
        extents[i] = 0;
      } else {
        extents[i] = -1;
        inferred++;
      }
    }
    return inferred <= 1
        ? reshape(extents)
        : builder.node(Operator.RESHAPE, this, builder.shapeOf(model));
  }

  /** All elements in one axis. */
  public Value flat() {
    return rank() == 1 ? this : builder.flattened(this);
  }

  public Value expandLike(Value model) {
    return model.shape().equals(shape())
        ? this
        : builder.node(Operator.EXPAND, this, builder.shapeOf(model));
  }

  public Value unsqueeze(int... axes) {
    return builder.node(
        Operator.UNSQUEEZE,
        this,
        builder.longs(java.util.Arrays.stream(axes).asLongStream().toArray()));
  }

  public Value squeeze(int... axes) {
    return builder.node(
        Operator.SQUEEZE,
        this,
        builder.longs(java.util.Arrays.stream(axes).asLongStream().toArray()));
  }

  public Value transpose(int... order) {
    return builder.node(
        Operator.TRANSPOSE,
        Attributes.of("perm", java.util.Arrays.stream(order).mapToObj(Long::valueOf).toList()),
        this);
  }

  /** The same values with the last two axes exchanged. */
  public Value transposeLast() {
    int[] order = new int[rank()];
    java.util.Arrays.setAll(order, i -> i);
    order[rank() - 1] = rank() - 2;
    order[rank() - 2] = rank() - 1;
    return transpose(order);
  }

  /** Parts along an axis. */
  public List<Value> split(int axis, long... sizes) {
    return builder.nodes(
        Operator.SPLIT,
        Attributes.of("axis", (long) axis),
        List.of(this, builder.longs(sizes)),
        sizes.length);
  }

  /** Rows along axis 0 that cannot be differentiated with respect to this value. */
  public Value gather(Value index) {
    return builder.node(Operator.GATHER, Attributes.of("axis", 0L), this, index);
  }

  /**
   * Rows along axis 0 with the tensors that make the gather differentiable.
   *
   * @see GatherAdjoint
   */
  public Value gather(Value index, GatherAdjoint adjoint) {
    return builder.gather(this, index, adjoint);
  }

  @Override
  public String toString() {
    return name + ":" + type;
  }
}
