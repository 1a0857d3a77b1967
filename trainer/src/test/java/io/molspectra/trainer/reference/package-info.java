@NullMarked
package io.molspectra.trainer.reference;

import org.jspecify.annotations.NullMarked;
