package io.molspectra.trainer.label;

/**
 * Which molecules are for what; the parts have none in common.
 *
 * @param training indices
 * @param validation indices
 * @param test indices
 */
public record MoleculeSplit(int[] training, int[] validation, int[] test) {}
