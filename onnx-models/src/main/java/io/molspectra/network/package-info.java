/**
 * The networks, each written once as a graph: the 3D encoder, its norms and its output heads.
 *
 * <p>Shapes in this package: A atoms, K neighbour slots per atom, P undirected pairs (self pairs
 * included), M molecules, C channels, H heads, R radial functions. Vectors are [A, 3, C].
 * Parameters bear the names of the reference implementation's state dictionary; the weight of a
 * linear layer is stored [in, out], transposed against it.
 */
@NullMarked
package io.molspectra.network;

import org.jspecify.annotations.NullMarked;
