/** Tests of the executor: kernels, gradients, memory, errors. */
@org.jspecify.annotations.NullMarked
package io.molspectra.trainer.execute;
