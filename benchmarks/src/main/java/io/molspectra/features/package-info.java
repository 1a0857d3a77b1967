/** What measurements need of the library's internals. */
@NullMarked
package io.molspectra.features;

import org.jspecify.annotations.NullMarked;
