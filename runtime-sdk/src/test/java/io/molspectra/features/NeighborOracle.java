package io.molspectra.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** One file of edge lists computed by the reference implementation. */
record NeighborOracle(double cutoff, List<Molecule> molecules, JsonNode json) {

  static NeighborOracle read(String name) throws IOException {
    JsonNode json;
    try (InputStream in = NeighborOracle.class.getResourceAsStream("/oracle/" + name)) {
      json = new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    }
    List<Molecule> molecules = new ArrayList<>();
    int atoms = json.get("molecule").size();
    for (int start = 0, end; start < atoms; start = end) {
      end = start;
      while (end < atoms && json.get("molecule").get(end).equals(json.get("molecule").get(start))) {
        end++;
      }
      int[] elements = new int[end - start];
      float[] positions = new float[3 * (end - start)];
      for (int a = start; a < end; a++) {
        elements[a - start] = json.get("atomic_numbers").get(a).asInt();
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * (a - start) + axis] =
              (float) json.get("positions").get(a).get(axis).asDouble();
        }
      }
      molecules.add(new Molecule("molecule " + molecules.size(), elements, positions));
    }
    return new NeighborOracle(json.get("cutoff").asDouble(), molecules, json);
  }

  /** The reference's edges as sorted "target<-source" words. */
  TreeSet<String> edges(String key) {
    TreeSet<String> edges = new TreeSet<>();
    JsonNode sources = json.get(key).get(0);
    JsonNode targets = json.get(key).get(1);
    for (int e = 0; e < sources.size(); e++) {
      edges.add(targets.get(e).asInt() + "<-" + sources.get(e).asInt());
    }
    return edges;
  }

  /** The edges of a batch in the same form. */
  static TreeSet<String> edges(MoleculeBatch batch, boolean withSelf) {
    TreeSet<String> edges = new TreeSet<>();
    int slots = batch.neighborSlots();
    for (int i = 0; i < batch.atomCount(); i++) {
      for (int s = withSelf ? 0 : 1; s < slots; s++) {
        if (batch.neighborMask()[i * slots + s] == 1) {
          edges.add(i + "<-" + batch.neighbors()[i * slots + s]);
        }
      }
    }
    return edges;
  }
}
