/** From runs to bundles. */
@NullMarked
package io.molspectra.trainer.export;

import org.jspecify.annotations.NullMarked;
