/**
 * The ONNX project's own test cases of our operators: one small model each, with inputs and the
 * outputs that every implementation has to give. Whatever executes graphs is tested against them.
 */
@NullMarked
package io.molspectra.graph.conformance;

import org.jspecify.annotations.NullMarked;
