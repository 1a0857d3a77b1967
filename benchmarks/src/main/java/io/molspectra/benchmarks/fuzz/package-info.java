/**
 * Damaged input by the hundred thousand: small sound files of every format are mutated and read
 * with the public readers ({@code bench fuzz}). What may happen is a typed failure or an answer; a
 * finding is anything else, and any record beside the damaged one that comes out changed.
 */
@NullMarked
package io.molspectra.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
