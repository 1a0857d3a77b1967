@NullMarked
package io.molspectra.trainer.pilot;

import org.jspecify.annotations.NullMarked;
