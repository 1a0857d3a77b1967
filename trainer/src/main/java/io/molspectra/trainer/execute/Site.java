package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import io.molspectra.graph.Attributes;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Node;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Type;
import java.util.Optional;

/**
 * What a kernel may know of its node when the graph is compiled.
 *
 * @param node the node
 * @param graph the graph it belongs to
 * @param precision what FLOAT means
 * @param constants arrays that live as long as the executor
 */
record Site(Node node, Graph graph, Precision precision, ConstantPool constants) {

  Attributes attributes() {
    return node.attributes();
  }

  Type input(int position) {
    return graph.type(node.inputs().get(position));
  }

  Type output(int position) {
    return graph.type(node.outputs().get(position));
  }

  boolean wants(int output) {
    return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
  }

  DataType dataType(int input) {
    return precision.dataType(input(input).dtype());
  }

  int rank(int input) {
    return input(input).shape().rank();
  }

  /** The value of an input that training does not change. */
  Optional<Tensor> constant(int input) {
    if (!node.hasInput(input)) {
      return Optional.empty();
    }
    String name = node.inputs().get(input);
    return graph.parameters().contains(name)
        ? Optional.empty()
        : Optional.ofNullable(graph.initializers().get(name));
  }

  /** A rank 0 array in the element type of an input, made once for all kernels. */
  PtNDArray scalar(double value, int likeInput) {
    return constants.scalar(value, dataType(likeInput));
  }

  GraphException unsupported(String what) {
    return new GraphException(
        "node %s (%s): the executor does not support %s"
            .formatted(node.name(), node.operator().onnxName(), what));
  }
}
