/** Tests of conversions: on rows of the published data set, and on damage made of them. */
@NullMarked
package io.molspectra.trainer.convert;

import org.jspecify.annotations.NullMarked;
