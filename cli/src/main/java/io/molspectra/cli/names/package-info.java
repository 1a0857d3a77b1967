/** Names that a user may have meant. */
@NullMarked
package io.molspectra.cli.names;

import org.jspecify.annotations.NullMarked;
