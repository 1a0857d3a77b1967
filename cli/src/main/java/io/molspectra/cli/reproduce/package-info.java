/**
 * All experiments of the project as one plan: a list of commands of the trainer with what they need
 * and what they write, a way to run what of it is not finished, and one table of the results.
 */
@NullMarked
package io.molspectra.cli.reproduce;

import org.jspecify.annotations.NullMarked;
