/** Models of the reference implementation, brought in as bundles. */
@NullMarked
package io.molspectra.trainer.reference;

import org.jspecify.annotations.NullMarked;
