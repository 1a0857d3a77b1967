package io.molspectra.retrieve;

/**
 * One entry of an index, as a query found it.
 *
 * @param row 0-based row of the entry in the index
 * @param id of the entry
 * @param score cosine similarity to the query, -1 .. 1 up to rounding
 */
public record Hit(int row, String id, float score) {}
