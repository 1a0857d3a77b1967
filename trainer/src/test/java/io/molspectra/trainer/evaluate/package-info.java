@NullMarked
package io.molspectra.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
