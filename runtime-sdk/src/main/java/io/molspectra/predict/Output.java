package io.molspectra.predict;

/**
 * One output of a task for a list of molecules, whatever batches it was computed in. The first axis
 * runs over molecules or atoms in the order given.
 *
 * @param shape size of each axis
 * @param values row-major
 */
public record Output(long[] shape, float[] values) {}
