package io.molspectra.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.gradient.GradientBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphMergeTest {

  /** y = ((2 x W)[index])^2 with a parameter W of one repeated value, and features = 2 x + 0. */
  private static Graph toy(double weight) {
    var builder = new GraphBuilder("toy");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(2));
    Value index = builder.input("index", DType.INT64, Dim.symbol("A"));
    Value twice = x.times(2);
    Value product = twice.matmul(builder.parameter("w", Tensor.filled(weight, 2, 3)));
    Value rows = product.gather(index, new GatherAdjoint("index", null, "index", null));
    builder.output("features", twice.plus(0));
    builder.output("y", rows.times(rows));
    return builder.build();
  }

  @Test
  void whatGraphsHaveInCommonIsKeptOnce() {
    var merge = new GraphMerge("merged");
    Map<String, String> first = merge.add(toy(1), "m0/", Set.of());
    Map<String, String> second = merge.add(toy(2), "m1/", Set.of());
    Map<String, String> third = merge.add(toy(1), "m2/", Set.of());
    assertEquals("x", second.get("x"));
    assertEquals(first.get("features"), second.get("features"));
    assertEquals("m0/y", first.get("y"));
    assertEquals("m1/y", second.get("y"));
    assertEquals("m1/w", second.get("w"));
    assertEquals(first, third, "an equal graph adds nothing");
    merge.builder().output("a", merge.builder().value("m1/y"));
    Graph merged = merge.builder().build();
    assertEquals(List.of("x", "index"), merged.inputs());
    assertEquals(Set.of("m0/w", "m1/w"), merged.parameters());
    long scalings = merged.nodes().stream().filter(node -> node.inputs().contains("x")).count();
    assertEquals(1, scalings);
  }

  @Test
  void adjointsFollowTheirTensorsSoThatGradientsCanStillBeTaken() {
    var merge = new GraphMerge("merged");
    merge.add(withInnerIndex(), "m0/", Set.of());
    merge.add(toy(3), "m1/", Set.of());
    GraphBuilder builder = merge.builder();
    Node gather =
        builder.nodes().stream()
            .filter(node -> node.name().equals("m0/Gather"))
            .findFirst()
            .orElseThrow();
    GatherAdjoint adjoint = gather.adjoint();
    assertNotNull(adjoint);
    assertEquals("m0/Add", adjoint.index());
    assertEquals("index", adjoint.inverseIndex());
    Value sum = builder.value("m0/y").sum(0).plus(builder.value("m1/y").sum(0, 1));
    List<Value> gradients = GradientBuilder.gradients(sum, List.of(builder.value("x")));
    assertEquals("float[A, 2]", gradients.get(0).type().toString());
  }

  /** The adjoint's index is worked out in the graph itself. */
  private static Graph withInnerIndex() {
    var builder = new GraphBuilder("inner");
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(2));
    Value index = builder.input("index", DType.INT64, Dim.symbol("A"));
    Value same = index.plus(0);
    builder.output(
        "y", x.gather(index, new GatherAdjoint(same.name(), null, "index", null)).sum(1));
    return builder.build();
  }

  /** A head that is cut off no longer has the inputs its adjoints speak of; its encoder has. */
  @Test
  void aPartCutOffIsPutBehindAnotherGraphAndFindsItsInputs() {
    var merge = new GraphMerge("merged");
    var first = new GraphBuilder("first");
    Value x = first.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(2));
    first.input("inverse", DType.INT64, Dim.symbol("A"));
    first.output("features", x.times(3));
    merge.add(first.build(), "", Set.of());
    var second = new GraphBuilder("second");
    Value features = second.input("features", DType.FLOAT, Dim.symbol("A"), Dim.of(2));
    Value index = second.input("index", DType.INT64, Dim.symbol("A"));
    second.output(
        "y", features.gather(index, new GatherAdjoint("inverse", null, "index", null)).sum(0));
    merge.add(second.build(), "head/", Set.of("y"));
    GraphBuilder builder = merge.builder();
    Value gradient =
        GradientBuilder.gradients(builder.value("y"), List.of(builder.value("x"))).get(0);
    builder.output("gradient", gradient);
    Graph merged = builder.build().select("merged", List.of("y", "gradient"));
    assertEquals(List.of("x", "inverse", "index"), merged.inputs());
  }

  @Test
  void keptNamesStayAndAreNeverTakenFromAnEarlierGraph() {
    var merge = new GraphMerge("merged");
    merge.add(toy(1), "m0/", Set.of());
    Map<String, String> names = merge.add(toy(1), "m1/", Set.of("features"));
    assertEquals("features", names.get("features"));
    assertTrue(merge.builder().has("features"));
    assertFalse(merge.builder().has("m1/features"));
  }

  @Test
  void anInputOfAnotherTypeIsRefusedByName() {
    var merge = new GraphMerge("merged");
    merge.add(toy(1), "m0/", Set.of());
    var other = new GraphBuilder("other");
    other.output("y", other.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(4)).times(2));
    GraphException refused =
        assertThrows(GraphException.class, () -> merge.add(other.build(), "m1/", Set.of()));
    assertTrue(refused.getMessage().contains("'x' is float[A, 2] in one"), refused.getMessage());
  }
}
