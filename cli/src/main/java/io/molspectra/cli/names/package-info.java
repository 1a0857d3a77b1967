/** Names of flags and files, as a user calls them or may have meant them. */
@NullMarked
package io.molspectra.cli.names;

import org.jspecify.annotations.NullMarked;
