/** The examples of the README. */
@NullMarked
package io.molspectra.examples;

import org.jspecify.annotations.NullMarked;
