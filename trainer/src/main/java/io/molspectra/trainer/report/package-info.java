/** What a run tells its user: a metrics file, a picture of the losses, a progress bar. */
@NullMarked
package io.molspectra.trainer.report;

import org.jspecify.annotations.NullMarked;
