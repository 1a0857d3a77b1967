/** From a trained or imported network to a bundle that any JVM application can load. */
@NullMarked
package io.molspectra.trainer.export;

import org.jspecify.annotations.NullMarked;
