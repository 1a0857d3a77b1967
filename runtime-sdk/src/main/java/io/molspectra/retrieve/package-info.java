/**
 * Retrieval: which of many molecules (or spectra) belongs to a query, by the cosine of the angle
 * between feature vectors. An {@link io.molspectra.retrieve.EmbeddingIndex} holds the vectors of
 * the many, remembers which model made them, and compares by brute force.
 */
@NullMarked
package io.molspectra.retrieve;

import org.jspecify.annotations.NullMarked;
