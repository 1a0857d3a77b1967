/** Our networks against results of the reference implementation. */
@NullMarked
package io.molspectra.trainer.oracle;

import org.jspecify.annotations.NullMarked;
