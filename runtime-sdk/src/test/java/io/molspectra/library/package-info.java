/** Tests of libraries as rows. */
@NullMarked
package io.molspectra.library;

import org.jspecify.annotations.NullMarked;
