/** Tests that the fuzzer finds what it looks for, and a small run of it. */
@NullMarked
package io.molspectra.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
