package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.Tensor;
import io.molspectra.network.NetworkParts;
import io.molspectra.network.RadialBasis;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Neighbours, distances and directions. The reference's list cut off at 32 neighbours is part of
 * ours; that cut off at 64, which no atom reaches, is ours.
 */
class RadiusGraphOracleTest {
  private final Oracle oracle = Oracle.of("radius_graph");
  private final MoleculeBatch batch = new MoleculeBatcher(5.0).batch(oracle.molecules());

  @Test
  void neighboursAreThoseOfTheReference() {
    assertEquals(edges("out/edge_index_loop1_max64").size(), slots().size());
    assertEquals(slots().keySet(), edges("out/edge_index_loop1_max64").keySet());
    assertTrue(slots().keySet().containsAll(edges("out/edge_index_loop1_max32").keySet()));
  }

  @Test
  void distancesAndDirectionsAreThoseOfTheReference() {
    Map<String, Tensor> geometry = run();
    double[] distances = geometry.get("distances").toDoubles();
    double[] directions = geometry.get("directions").toDoubles();
    double[] expectedDistances = oracle.doubles("out/distance_weight");
    double[] expectedVectors = oracle.doubles("out/distance_vec");
    double[] ourDistances = new double[expectedDistances.length];
    double[] ourVectors = new double[expectedVectors.length];
    Map<List<Long>, Integer> slots = slots();
    edges("out/distance_edge_index")
        .forEach(
            (pair, edge) -> {
              int slot = slots.get(pair);
              ourDistances[edge] = distances[slot];
              for (int axis = 0; axis < 3; axis++) {
                ourVectors[3 * edge + axis] = distances[slot] * directions[3 * slot + axis];
              }
            });
    // Stored in float32 only.
    double tolerance = 2 * Math.ulp(1f);
    oracle.assertWithin(
        "FLOAT64", "out/distance_weight", expectedDistances, ourDistances, tolerance);
    // The file holds the vectors before they are divided by their lengths.
    oracle.assertWithin("FLOAT64", "out/distance_vec", expectedVectors, ourVectors, tolerance);
  }

  private Map<String, Tensor> run() {
    try (NDManager manager = NDManager.newBaseManager();
        var executor =
            new GraphExecutor(
                NetworkParts.geometry(new RadialBasis(0, 5, 8)), manager, Precision.FLOAT64)) {
      return executor.evaluate(Oracle.inputs(batch));
    }
  }

  /** Position of each edge (source, target) in a list of the reference. */
  private Map<List<Long>, Integer> edges(String key) {
    long[] index = oracle.array(key).toLongs();
    int count = index.length / 2;
    var edges = new HashMap<List<Long>, Integer>();
    for (int e = 0; e < count; e++) {
      edges.put(Arrays.asList(index[e], index[count + e]), e);
    }
    return edges;
  }

  /** The same of our used neighbour slots. */
  private Map<List<Long>, Integer> slots() {
    var slots = new HashMap<List<Long>, Integer>();
    for (int slot = 0; slot < batch.neighbors().length; slot++) {
      if (batch.neighborMask()[slot] != 0) {
        long target = slot / batch.neighborSlots();
        slots.put(Arrays.asList(batch.neighbors()[slot], target), slot);
      }
    }
    return slots;
  }
}
