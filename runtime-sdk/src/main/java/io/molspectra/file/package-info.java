/** Writing files so that a reader never meets half of one. */
@NullMarked
package io.molspectra.file;

import org.jspecify.annotations.NullMarked;
