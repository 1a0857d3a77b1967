@NullMarked
package io.molspectra.trainer.label;

import org.jspecify.annotations.NullMarked;
