/**
 * Measurements, each started by {@code benchmarks/bin/bench NAME}; docs/benchmarks.md holds the
 * figures and the commands that gave them.
 *
 * <ul>
 *   <li>{@code plain-step}: a training step of the executed graph against the same network written
 *       by hand
 *   <li>{@code throughput}: training and inference in molecules per second
 *   <li>{@code memory-soak}: resident memory over thousands of training steps
 *   <li>{@code fuzz}: damaged files of every format, see {@code io.molspectra.benchmarks.fuzz}
 *   <li>{@code jmh}: micro-benchmarks of batching, graph building and the executor's overhead
 * </ul>
 *
 * <p>All run on real molecules, the bundled sample of QM9, with fresh random parameters.
 */
@NullMarked
package io.molspectra.benchmarks;

import org.jspecify.annotations.NullMarked;
