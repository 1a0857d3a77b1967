/** Tests that the measurements measure what they say. */
@NullMarked
package io.molspectra.benchmarks;

import org.jspecify.annotations.NullMarked;
