/** Tests of stage two. */
@NullMarked
package io.molspectra.trainer.stagetwo;

import org.jspecify.annotations.NullMarked;
