@NullMarked
package io.molspectra.trainer.data;

import org.jspecify.annotations.NullMarked;
