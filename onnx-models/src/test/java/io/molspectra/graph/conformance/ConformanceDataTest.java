package io.molspectra.graph.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConformanceDataTest {

  @ParameterizedTest
  @EnumSource(Operator.class)
  void everyOperatorOfOursHasACase(Operator operator) {
    assertFalse(ConformanceCase.of(operator.onnxName()).isEmpty());
  }

  @Test
  void noCaseIsLost() {
    assertEquals(277, ConformanceCase.all().size());
  }

  @Test
  void inputsAndOutputsAreDecodedByNameShapeAndType() {
    ConformanceCase gather = named("Gather", "test_gather_0");
    assertEquals(List.of("data", "indices"), List.copyOf(gather.inputs().keySet()));
    assertArrayEquals(new long[] {0, 1, 3}, gather.inputs().get("indices").toLongs());
    assertArrayEquals(new long[] {5, 4, 3, 2}, gather.inputs().get("data").shape());
    assertArrayEquals(new long[] {3, 4, 3, 2}, gather.outputs().get("y").shape());
    assertEquals(DType.FLOAT, gather.outputs().get("y").dtype());
  }

  @Test
  void theExpectedOutputsAgreeWithThemselves() {
    ConformanceCase.all().forEach(conformance -> conformance.check(conformance.outputs(), 0, 0));
  }

  @Test
  void aWrongValueIsFound() {
    ConformanceCase add = named("Add", "test_add");
    Tensor sum = add.outputs().get("sum");
    double[] values = sum.toDoubles();
    values[7] += 2e-3 * Math.abs(values[7]) + 1e-6;
    Tensor wrong = Tensor.real(DType.FLOAT, values, sum.shape());
    AssertionError found =
        assertThrows(AssertionError.class, () -> add.check(Map.of("sum", wrong)));
    assertTrue(found.getMessage().startsWith("test_add, output sum: element 7 is"));
  }

  @Test
  void notANumberAndInfinityAgreeOnlyWithThemselves() {
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    TensorAgreement.check("x", reals(nan, infinity), reals(nan, infinity), 1e-3, 1e-7);
    assertDisagree(reals(1), reals(nan));
    assertDisagree(reals(nan), reals(1));
    assertDisagree(reals(infinity), reals(-infinity));
    assertDisagree(reals(infinity), reals(1));
  }

  @Test
  void anotherShapeOrTypeDisagrees() {
    assertDisagree(reals(1, 2), Tensor.of(new double[] {1, 2}, 2, 1));
    assertDisagree(reals(1), Tensor.real(DType.DOUBLE, new double[] {1}, 1));
    assertDisagree(Tensor.ofLongs(1, 2), Tensor.ofLongs(1, 3));
  }

  private static void assertDisagree(Tensor expected, Tensor actual) {
    assertThrows(
        AssertionError.class, () -> TensorAgreement.check("x", expected, actual, 1e-3, 1e-7));
  }

  private static Tensor reals(double... values) {
    return Tensor.of(values, values.length);
  }

  private static ConformanceCase named(String group, String name) {
    return ConformanceCase.of(group).stream()
        .filter(conformance -> conformance.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(Arrays.asList(group, name)));
  }
}
