/**
 * Checkpoints that survive a power cut. A checkpoint is a folder:
 *
 * <pre>
 * step-000001600.r0/
 *   state.json              step, best step, hashes, metrics, small numeric buffers
 *   GROUP.safetensors       one file for each group of named tensors
 *   SHA256SUMS              checksums of the other files; "sha256sum -c" reads it
 * </pre>
 *
 * <p>It is written under a temporary name, flushed to the disk and then renamed, so that a folder
 * with a final name is complete. No folder is ever overwritten: saving a step again makes the next
 * revision (r1), and older folders are removed only once the new one is in place. Loading takes the
 * newest folder whose checksums hold.
 */
@NullMarked
package io.molspectra.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
