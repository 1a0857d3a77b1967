/** Tests of retrieval. */
@NullMarked
package io.molspectra.trainer.retrieval;

import org.jspecify.annotations.NullMarked;
