@NullMarked
package io.molspectra.trainer.objective;

import org.jspecify.annotations.NullMarked;
