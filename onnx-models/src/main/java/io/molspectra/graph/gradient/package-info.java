/**
 * Reverse-mode differentiation of graphs: appends the nodes that compute a gradient, written in the
 * same operators, so a gradient can be trained through, exported and differentiated again.
 *
 * <p>No rule scatters: a gather carries its adjoint ({@link io.molspectra.graph.GatherAdjoint}),
 * and all others are elementwise, products or reductions.
 */
@NullMarked
package io.molspectra.graph.gradient;

import org.jspecify.annotations.NullMarked;
