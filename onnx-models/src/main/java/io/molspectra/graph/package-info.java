/**
 * Computation graphs of standard ONNX operators: the one definition of a network that is trained,
 * differentiated, written to a file and run.
 *
 * <p>A {@link io.molspectra.graph.GraphBuilder} makes {@link io.molspectra.graph.Value}s and infers
 * the type and the (partly symbolic) shape of each as it is made, so a mistake is reported where
 * the network is written. A finished {@link io.molspectra.graph.Graph} is immutable.
 *
 * <p>Floating-point values have type {@link io.molspectra.graph.DType#FLOAT}, the working
 * precision: float32 in a file and in training, float64 when an executor verifies numerics. {@link
 * io.molspectra.graph.DType#DOUBLE} is float64 everywhere.
 */
@NullMarked
package io.molspectra.graph;

import org.jspecify.annotations.NullMarked;
