package io.molspectra.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private static final Dim A = Dim.symbol("A");

  private final GraphBuilder builder = new GraphBuilder("test");
  private final Value x = builder.input("x", DType.FLOAT, A, Dim.of(2));

  @Test
  void namesAreScopedLikeTheNetworkAndUnique() {
    Value first = builder.scoped("layer0", () -> x.plus(1));
    Value second = builder.scoped("layer0", () -> x.plus(2));
    assertEquals("layer0/Add", first.name());
    assertEquals("layer0/Add_1", second.name());
  }

  @Test
  void equalConstantsAreShared() {
    assertSame(builder.scalar(2, DType.FLOAT), builder.scalar(2, DType.FLOAT));
    assertNotEquals(builder.scalar(2, DType.FLOAT).name(), builder.scalar(2, DType.DOUBLE).name());
  }

  @Test
  void valuesOfAnotherGraphAreRefused() {
    Value foreign = new GraphBuilder("other").input("y", DType.FLOAT, A, Dim.of(2));
    var failure = assertThrows(GraphException.class, () -> x.plus(foreign));
    assertTrue(failure.getMessage().contains("another graph"), failure.getMessage());
  }

  @Test
  void namesCannotBeDefinedTwice() {
    assertThrows(GraphException.class, () -> builder.input("x", DType.FLOAT, A));
  }

  @Test
  void aGraphNeedsOutputs() {
    assertThrows(GraphException.class, builder::build);
  }

  @Test
  void selectingKeepsOnlyWhatAResultNeeds() {
    Value weights = builder.parameter("w", Tensor.filled(1, 2, 3));
    builder.parameter("unused", Tensor.filled(1, 2));
    builder.input("ignored", DType.FLOAT, A);
    builder.output("y", x.matmul(weights));
    builder.output("z", x.exp());
    Graph part = builder.build().select("part", List.of("y"));
    assertEquals(List.of("x"), part.inputs());
    assertEquals(Set.of("w"), part.parameters());
    assertEquals(List.of("y"), part.outputs());
    assertEquals(2, part.nodes().size());
  }

  @Test
  void cuttingTurnsIntermediateValuesIntoInputs() {
    Value weights = builder.parameter("w", Tensor.filled(1, 2, 3));
    builder.output("features", x.exp());
    builder.output("y", builder.value("features").matmul(weights));
    Graph head = builder.build().cut("head", List.of("features"), List.of("y"));
    assertEquals(List.of("features"), head.inputs());
    assertEquals(2, head.nodes().size());
    assertEquals(6, head.parameterCount());
  }

  @Test
  void parametersAreReplacedByOthersOfTheirShapeOnly() {
    builder.parameter("w", Tensor.filled(1, 2, 3));
    builder.output("y", x.matmul(builder.value("w")));
    Graph graph = builder.build();
    Tensor other = Tensor.filled(5, 2, 3);
    assertEquals(other, graph.withParameters(Map.of("w", other)).initializers().get("w"));
    assertThrows(
        GraphException.class, () -> graph.withParameters(Map.of("w", Tensor.filled(5, 3, 2))));
    assertThrows(GraphException.class, () -> graph.withParameters(Map.of("v", other)));
  }

  @Test
  void continuingAGraphAddsToItsResults() {
    builder.output("y", x.exp());
    Graph longer;
    GraphBuilder next = GraphBuilder.continuing(builder.build());
    next.output("z", next.value("y").plus(1));
    longer = next.build();
    assertEquals(List.of("y", "z"), longer.outputs());
    assertEquals(x.type(), longer.type("z"));
  }
}
