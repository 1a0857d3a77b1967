/** Measures how fast a model answers on this machine. */
@NullMarked
package io.molspectra.cli.bench;

import org.jspecify.annotations.NullMarked;
