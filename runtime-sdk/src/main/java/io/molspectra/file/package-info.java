/** Writing files so that a reader never meets half of one, and reading compressed ones whole. */
@NullMarked
package io.molspectra.file;

import org.jspecify.annotations.NullMarked;
