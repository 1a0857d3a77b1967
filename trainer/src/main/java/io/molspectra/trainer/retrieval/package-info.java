/** Finding molecules by their spectra: ranks, rates with intervals, and what they compare with. */
@NullMarked
package io.molspectra.trainer.retrieval;

import org.jspecify.annotations.NullMarked;
