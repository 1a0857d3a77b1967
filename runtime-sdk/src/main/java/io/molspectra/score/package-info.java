/**
 * Scores libraries: rows in, numbers out, in the order of the rows, each row exactly once. The same
 * rows give the same numbers, however many threads work and wherever the work was interrupted.
 */
@NullMarked
package io.molspectra.score;

import org.jspecify.annotations.NullMarked;
