package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import io.molspectra.graph.Attributes;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes of nodes to {@code AttributeProto} and back. */
final class AttributeCodec {
  private AttributeCodec() {}

  /** Messages in the order of the attributes' names. */
  static List<AttributeProto> encode(Attributes attributes) {
    return attributes.values().entrySet().stream().map(AttributeCodec::encode).toList();
  }

  private static AttributeProto encode(Map.Entry<String, Object> attribute) {
    var message = AttributeProto.newBuilder().setName(attribute.getKey());
    Object value = attribute.getValue();
    if (value instanceof Long number) {
      message.setType(AttributeType.INT).setI(number);
    } else if (value instanceof Double number) {
      message.setType(AttributeType.FLOAT).setF(number.floatValue());
    } else if (value instanceof String text) {
      message.setType(AttributeType.STRING);
      message.setS(com.google.protobuf.ByteString.copyFromUtf8(text));
    } else if (value instanceof Tensor tensor) {
      message.setType(AttributeType.TENSOR).setT(TensorCodec.encode("", tensor));
    } else if (value instanceof List<?> list) {
      message.setType(AttributeType.INTS);
      list.forEach(element -> message.addInts((Long) element));
    } else {
      throw new GraphException(
          "attribute '%s' is a %s, which no ONNX attribute holds"
              .formatted(attribute.getKey(), value.getClass().getSimpleName()));
    }
    return message.build();
  }

  /**
   * @throws GraphException if an attribute is of a kind no supported operator has
   */
  static Attributes decode(List<AttributeProto> messages, ExternalData external) {
    var values = new TreeMap<String, Object>();
    for (AttributeProto message : messages) {
      values.put(message.getName(), decode(message, external));
    }
    return new Attributes(values);
  }

  private static Object decode(AttributeProto message, ExternalData external) {
    return switch (message.getType()) {
      case INT -> message.getI();
      case FLOAT -> real(message.getF());
      case STRING -> message.getS().toStringUtf8();
      case INTS -> List.copyOf(message.getIntsList());
      case TENSOR -> TensorCodec.decode(message.getT(), external);
      default ->
          throw new GraphException(
              "attribute '%s' of kind %s is not supported"
                  .formatted(message.getName(), message.getType()));
    };
  }

  /**
   * The value of a {@code Constant} node.
   *
   * @throws GraphException if there is not exactly one value, or it is no number
   */
  static Tensor constant(List<AttributeProto> messages, ExternalData external) {
    if (messages.size() != 1) {
      throw new GraphException("needs exactly one value, has " + messages.size());
    }
    AttributeProto message = messages.get(0);
    return switch (message.getType()) {
      case TENSOR -> TensorCodec.decode(message.getT(), external);
      case INT -> Tensor.integer(io.molspectra.graph.DType.INT64, new long[] {message.getI()});
      case INTS ->
          Tensor.ofLongs(message.getIntsList().stream().mapToLong(Long::longValue).toArray());
      case FLOAT -> Tensor.of(new float[] {message.getF()});
      case FLOATS ->
          Tensor.of(
              message.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray(),
              message.getFloatsCount());
      default ->
          throw new GraphException(
              "value '%s' of kind %s is not supported"
                  .formatted(message.getName(), message.getType()));
    };
  }

  /**
   * The shortest decimal that rounds to the float32 in the file: 1e-5 is written as float32 and
   * meant as 1e-5, so an executor in float64 gets what the author wrote.
   */
  private static double real(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
