/**
 * What a run tells its user: a metrics file, event files of TensorBoard, a picture of the losses, a
 * progress bar.
 */
@NullMarked
package io.molspectra.trainer.report;

import org.jspecify.annotations.NullMarked;
