package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Shape;
import io.molspectra.graph.Type;
import java.util.ArrayList;

/** Types of values to {@code ValueInfoProto} and back. */
final class TypeCodec {
  private TypeCodec() {}

  static ValueInfoProto encode(String name, Type type) {
    var shape = TensorShapeProto.newBuilder();
    for (Dim dim : type.shape().dims()) {
      var extent = Dimension.newBuilder();
      if (dim.isFixed()) {
        extent.setDimValue(dim.factor());
      } else {
        DimText.format(dim).ifPresent(extent::setDimParam);
      }
      shape.addDim(extent);
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type.dtype().onnxCode()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /**
   * The type of a graph's input. An extent without number or name becomes an unknown of its own,
   * {@code ?name.axis}.
   *
   * @throws GraphException if it is no tensor of a supported element type and known rank
   */
  static Type decode(ValueInfoProto info) {
    String name = info.getName();
    if (!info.getType().hasTensorType() || !info.getType().getTensorType().hasShape()) {
      throw new GraphException("input '" + name + "' is no tensor of known rank");
    }
    TypeProto.Tensor tensor = info.getType().getTensorType();
    var dims = new ArrayList<Dim>();
    for (Dimension extent : tensor.getShape().getDimList()) {
      Dim unknown = Dim.symbol(DimText.UNKNOWN + name + "." + dims.size());
      if (extent.hasDimValue()) {
        dims.add(extent.getDimValue() < 0 ? unknown : Dim.of(extent.getDimValue()));
      } else {
        dims.add(DimText.parse(extent.getDimParam()).orElse(unknown));
      }
    }
    return new Type(elementType(name, tensor), new Shape(dims));
  }

  /**
   * Checks what a file declares of a result against what follows from its nodes.
   *
   * @throws GraphException if element type, rank or a number differs
   */
  static void check(ValueInfoProto declared, Type inferred) {
    TypeProto.Tensor tensor = declared.getType().getTensorType();
    boolean fits =
        !declared.getType().hasTensorType()
            || (tensor.getElemType() == inferred.dtype().onnxCode()
                && (!tensor.hasShape() || fits(tensor.getShape(), inferred.shape())));
    if (!fits) {
      throw new GraphException(
          "output '%s' is declared otherwise than %s, which its node gives"
              .formatted(declared.getName(), inferred));
    }
  }

  private static boolean fits(TensorShapeProto declared, Shape inferred) {
    if (declared.getDimCount() != inferred.rank()) {
      return false;
    }
    for (int i = 0; i < inferred.rank(); i++) {
      Dim dim = inferred.dim(i);
      long extent = declared.getDim(i).getDimValue();
      if (declared.getDim(i).hasDimValue() && dim.isFixed() && extent != dim.factor()) {
        return false;
      }
    }
    return true;
  }

  private static DType elementType(String name, TypeProto.Tensor tensor) {
    try {
      return DType.ofOnnxCode(tensor.getElemType());
    } catch (GraphException e) {
      throw new GraphException("input '" + name + "': " + e.getMessage(), e);
    }
  }
}
