package io.molspectra.graph;

import org.jspecify.annotations.Nullable;

/**
 * How to run a row gather backwards without scattering. For {@code y = Gather(x, index)} with rows
 * R of x and entries S of the index, {@code index} lists for every row the flat entries of S that
 * read it; the gradient is a gather of the output's gradient at those entries, summed. That gather
 * reads each entry at most once, and {@code inverseIndex} says where, so its own gradient is a
 * gather again: derivatives of any order close on the same four tensors.
 *
 * @param index int64 [R, F] (each row is read up to F times) or [R] (at most once): flat positions
 *     in S
 * @param mask real, shaped as {@code index}: 1 where the entry is real; null if all are
 * @param inverseIndex int64 [S]: flat positions in {@code index} where the entry is listed
 * @param inverseMask real, shaped as {@code inverseIndex}; null if every entry is listed
 */
public record GatherAdjoint(
    String index, @Nullable String mask, String inverseIndex, @Nullable String inverseMask) {}
