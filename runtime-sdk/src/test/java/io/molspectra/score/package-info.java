/** Tests of scoring. */
@NullMarked
package io.molspectra.score;

import org.jspecify.annotations.NullMarked;
