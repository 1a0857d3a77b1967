package io.molspectra.trainer.execute;

import io.molspectra.graph.Node;

/**
 * One node, ready to run.
 *
 * @param node the node, for messages
 * @param kernel what computes it
 * @param inputs slots read; -1 for absent ones
 * @param outputs slots written; -1 for those nobody reads
 * @param onHost whether it is shape arithmetic, which runs on the CPU
 * @param dead slots nobody reads after this step
 */
record Step(Node node, Kernel kernel, int[] inputs, int[] outputs, boolean onHost, int[] dead) {}
