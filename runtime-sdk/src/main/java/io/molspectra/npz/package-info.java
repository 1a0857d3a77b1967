/**
 * NumPy's archives of named arrays: what Python users read results with, and what reference weights
 * come in. {@link io.molspectra.npz.NpzReader} reads arrays of numbers and of text in either byte
 * order and memory layout; {@link io.molspectra.npz.NpzWriter} writes them so that {@code
 * numpy.load} needs no pickle.
 */
@NullMarked
package io.molspectra.npz;

import org.jspecify.annotations.NullMarked;
