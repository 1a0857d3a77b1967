package io.molspectra.graph.proto;

import io.molspectra.graph.Graph;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ONNX file says.
 *
 * @param graph the network
 * @param metadata the writer's notes (units, identity, ...), sorted by key, without those this
 *     package keeps for itself
 * @param docString text for people, empty if there is none
 */
public record OnnxModel(Graph graph, Map<String, String> metadata, String docString) {

  public OnnxModel {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }
}
