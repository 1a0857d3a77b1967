/** The networks as graphs: sizes, names and parameters. */
@NullMarked
package io.molspectra.network;

import org.jspecify.annotations.NullMarked;
