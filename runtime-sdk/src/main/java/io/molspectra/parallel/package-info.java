/** Work in several threads whose results come in order and in bounded memory. */
@NullMarked
package io.molspectra.parallel;

import org.jspecify.annotations.NullMarked;
