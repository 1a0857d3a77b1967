package io.molspectra.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes of results with symbolic extents, and what a mistake is answered with. */
class ShapeInferenceTest {
  private static final Dim A = Dim.symbol("A");
  private static final Dim K = Dim.symbol("K");

  private final GraphBuilder builder = new GraphBuilder("test");
  private final Value x = builder.input("x", DType.FLOAT, A, K, Dim.of(12));

  @Test
  void elementwiseOperatorsStretchOnes() {
    Value y = builder.input("y", DType.FLOAT, Dim.ONE, Dim.of(12));
    assertEquals(x.shape(), x.plus(y).shape());
    assertEquals(x.shape(), builder.scalar(2, DType.FLOAT).times(x).shape());
  }

  @Test
  void reshapeInfersOneExtentAlsoFromSymbols() {
    assertEquals(Shape.of(A, K, Dim.of(3), Dim.of(4)), x.reshape(0, 0, 3, -1).shape());
    assertEquals(Shape.of(A.times(K), Dim.of(12)), x.reshape(-1, 12).shape());
    assertEquals(Shape.of(A.times(K).times(Dim.of(12))), x.reshape(-1).shape());
  }

  @Test
  void productsContractTheInnerExtent() {
    Value weights = builder.input("w", DType.FLOAT, Dim.of(12), Dim.of(5));
    assertEquals(Shape.of(A, K, Dim.of(5)), x.matmul(weights).shape());
    assertEquals(Shape.of(A, Dim.of(12), Dim.of(12)), x.transposeLast().matmul(x).shape());
  }

  @Test
  void gatherReplacesTheRowsByTheIndex() {
    Value index = builder.input("index", DType.INT64, Dim.symbol("P"), Dim.of(2));
    assertEquals(Shape.of(Dim.symbol("P"), Dim.of(2), K, Dim.of(12)), x.gather(index).shape());
  }

  @Test
  void reductionsDropOrKeepTheirAxes() {
    assertEquals(Shape.of(A, Dim.of(12)), x.sum(1).shape());
    assertEquals(Shape.of(A, Dim.ONE, Dim.ONE), x.meanKeeping(1, 2).shape());
    assertEquals(Shape.SCALAR, x.mean().shape());
  }

  @Test
  void splitAndConcatUndoEachOther() {
    List<Value> parts = x.split(2, 4, 8);
    assertEquals(Shape.of(A, K, Dim.of(8)), parts.get(1).shape());
    Value joined =
        builder.node(Operator.CONCAT, Attributes.of("axis", -1L), parts.get(0), parts.get(1));
    assertEquals(x.type(), joined.type());
  }

  @Test
  void extentsOfAValueExpandAnother() {
    Value small = builder.input("small", DType.FLOAT, Dim.ONE, Dim.of(12));
    assertEquals(x.shape(), small.expandLike(x).shape());
  }

  @Test
  void mistakesNameTheNodeAndTheShapes() {
    Value other = builder.input("other", DType.FLOAT, A, Dim.of(7), Dim.of(12));
    assertFailureTells(() -> x.plus(other), "Add", "[A, K, 12]", "[A, 7, 12]", "broadcast");
    assertFailureTells(() -> x.matmul(other), "MatMul", "[A, K, 12]", "inner extents");
    assertFailureTells(() -> x.reshape(0, 5), "Reshape", "[0, 5]");
    assertFailureTells(() -> x.split(2, 5, 5), "Split", "[5, 5]");
    assertFailureTells(() -> x.sum(3), "ReduceSum", "axis 3");
    assertFailureTells(() -> x.squeeze(1), "Squeeze", "not 1");
    assertFailureTells(() -> x.gather(other), "Gather", "integer");
    assertFailureTells(() -> x.plus(x.cast(DType.DOUBLE)), "Add", "double");
  }

  private static void assertFailureTells(Runnable mistake, String... words) {
    String message = assertThrows(GraphException.class, mistake::run).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message + " should tell " + word);
    }
  }
}
