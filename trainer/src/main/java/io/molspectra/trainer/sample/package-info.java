/** The bundled sample of real molecules: 4,000 structures of QM9. */
@NullMarked
package io.molspectra.trainer.sample;

import org.jspecify.annotations.NullMarked;
