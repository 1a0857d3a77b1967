package io.molspectra.trainer.oracle;

import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Node;
import io.molspectra.graph.Operator;
import java.util.NoSuchElementException;

/**
 * Names of values inside the encoder. They are found by the parameters that are read beside them,
 * so that the network itself needs no outputs for tests.
 *
 * @param graph a molecular network
 * @param layers number of its layers
 */
record EncoderValues(Graph graph, int layers) {
  private static final String MODEL = "representation_model.";

  /** Scalars before the first layer, [A, C]. */
  String neighborEmbedding() {
    return result(reader(MODEL + "neighbor_embedding.combine.bias"));
  }

  /** What a layer adds to the scalars, [A, C]. */
  String scalarIncrement(int layer) {
    return producer(scalarsBeforeNorm(layer)).inputs().get(1);
  }

  /** What a layer adds to the vectors, [A, 3, C]; they are zero before the first. */
  String vectorIncrement(int layer) {
    String updated = vectorsBeforeNorm(layer);
    return layer == 0 ? updated : producer(updated).inputs().get(1);
  }

  /** Scalars after a layer with a norm of its own, [A, C]. */
  String scalars(int layer) {
    return result(reader(MODEL + "x_norms." + layer + ".weight"));
  }

  /** Vectors after a layer with a norm of its own, [A, 3, C]. */
  String vectors(int layer) {
    return result(reader(MODEL + "vec_norms." + layer + ".weight"));
  }

  private String scalarsBeforeNorm(int layer) {
    return reader(
            perLayerNorms()
                ? MODEL + "x_norms." + layer + ".weight"
                : layer + 1 < layers
                    ? MODEL + "attention_layers." + (layer + 1) + ".layernorm.weight"
                    : MODEL + "out_norm.weight")
        .inputs()
        .get(0);
  }

  private String vectorsBeforeNorm(int layer) {
    if (perLayerNorms()) {
      return whitened(MODEL + "vec_norms." + layer + ".weight");
    }
    return layer + 1 < layers
        ? reader(result(reader(MODEL + "attention_layers." + (layer + 1) + ".vec_proj.weight")))
            .inputs()
            .get(0)
        : whitened(MODEL + "out_norm_vec.weight");
  }

  private boolean perLayerNorms() {
    return graph.parameters().contains(MODEL + "x_norms.0.weight");
  }

  /** What the norm with this weight reads: it begins by widening its argument. */
  private String whitened(String weight) {
    for (int i = graph.nodes().indexOf(reader(weight)); i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.operator() == Operator.CAST && graph.type(result(node)).dtype() == DType.DOUBLE) {
        return node.inputs().get(0);
      }
    }
    throw new NoSuchElementException(weight);
  }

  /** The first node that reads a value; gradients come later. */
  private Node reader(String value) {
    return graph.nodes().stream()
        .filter(node -> node.inputs().contains(value))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(value));
  }

  private Node producer(String value) {
    return graph.nodes().stream()
        .filter(node -> node.outputs().contains(value))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(value));
  }

  private static String result(Node node) {
    return node.outputs().get(0);
  }
}
