/**
 * What a spectrum is worth beside a structure (paper section 4.1, table 1): an EGNN from fresh
 * weights predicts a property with and without the spectrum, on the same splits and batches.
 */
@NullMarked
package io.molspectra.trainer.pilot;

import org.jspecify.annotations.NullMarked;
