/**
 * Predictions from a bundle with ONNX Runtime.
 *
 * <p>{@link io.molspectra.predict.MolSpectra#load} opens and verifies a bundle; the {@link
 * io.molspectra.predict.MolSpectraModel} it returns answers from any number of threads. Throughput
 * is best with one model, one runtime thread ({@link io.molspectra.predict.Options#withThreads})
 * and several calling threads; latency is best with one calling thread and several runtime threads.
 */
@NullMarked
package io.molspectra.predict;

import org.jspecify.annotations.NullMarked;
