@NullMarked
package io.molspectra.trainer.optimise;

import org.jspecify.annotations.NullMarked;
