/**
 * Runs graphs of ONNX operators on DJL's PyTorch engine.
 *
 * <p>A {@link io.molspectra.trainer.execute.GraphExecutor} compiles a graph once: every node gets a
 * {@code Kernel} (its operator's routine, with the attributes already read), every value a slot in
 * an array, and every slot the step after which nobody reads it. A run walks that list in a
 * sub-manager of the caller's step manager, so whatever a kernel leaves behind ends with the run
 * and memory stays flat over any number of steps.
 *
 * <p>Shape arithmetic (what is computed from {@code Shape} and integer constants alone) never goes
 * to the device: such nodes run on CPU arrays of a few elements, so that Expand or Reshape can read
 * their extents without waiting for an accelerator.
 *
 * <p>All real-valued kernels can be differentiated by the engine's autograd; {@link
 * io.molspectra.trainer.execute.Gradients} does so for one scalar loss.
 */
@NullMarked
package io.molspectra.trainer.execute;

import org.jspecify.annotations.NullMarked;
