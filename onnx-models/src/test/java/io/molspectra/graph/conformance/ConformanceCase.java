package io.molspectra.graph.conformance;

import io.molspectra.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One of the ONNX project's operator test cases.
 *
 * @param group the operator tested, or {@code Composite} for a model of several nodes
 * @param name the ONNX project's name, {@code test_add_bcast} for example
 * @param model the serialised model; its opset is that of the day it was written, 1 to 17, but its
 *     nodes look as they do in opset 17
 * @param inputs values by input name, in the model's order
 * @param outputs expected values by output name, in the model's order
 */
public record ConformanceCase(
    String group,
    String name,
    byte[] model,
    Map<String, Tensor> inputs,
    Map<String, Tensor> outputs) {

  /** Every case, by operator and then by name. */
  public static List<ConformanceCase> all() {
    return ConformanceData.groups().stream().flatMap(group -> of(group).stream()).toList();
  }

  /**
   * The cases of one operator.
   *
   * @param group the operator's ONNX name, or {@code Composite}
   * @throws IllegalArgumentException if there are none
   */
  public static List<ConformanceCase> of(String group) {
    return ConformanceData.read(group);
  }

  /**
   * Checks the outputs of an implementation with the reference's own tolerances, rtol 1e-3 and atol
   * 1e-7, and integers and truth values exactly.
   *
   * @param actual values by output name, all of {@link #outputs()}
   * @throws AssertionError naming the output, the place and both values
   */
  public void check(Map<String, Tensor> actual) {
    check(actual, 1e-3, 1e-7);
  }

  /**
   * Checks the outputs of an implementation: {@code |actual - expected| <= atol + rtol *
   * |expected|}, the same infinities, NaN where NaN is expected.
   *
   * @throws AssertionError naming the output, the place and both values
   */
  public void check(Map<String, Tensor> actual, double rtol, double atol) {
    outputs.forEach(
        (output, expected) ->
            TensorAgreement.check(
                name + ", output " + output,
                expected,
                Objects.requireNonNull(
                    actual.get(output), () -> name + ": no output named " + output),
                rtol,
                atol));
  }

  @Override
  public String toString() {
    return name;
  }
}
