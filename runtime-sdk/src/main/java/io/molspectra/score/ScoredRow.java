package io.molspectra.score;

import io.molspectra.library.LibraryRow;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a library.
 *
 * @param number 1-based number of the row among all of the input
 * @param row the row itself
 * @param result its scores, or why it has none
 */
public record ScoredRow(long number, LibraryRow row, Result result) {

  /** Scores, or why there are none. */
  public sealed interface Result {}

  /**
   * What the model says of a molecule.
   *
   * @param numbers one a column of {@link ScalarColumns}
   * @param embedding [C], or null if it was not asked for
   */
  public record Scores(double[] numbers, float @Nullable [] embedding) implements Result {}

  /**
   * A row without scores.
   *
   * @param line 1-based line of the fault in the file; of a molecule that was read the line in
   *     which it begins; 0 if unknown
   * @param reason name of the kind of fault
   * @param message what is wrong, in one line
   */
  public record Reject(long line, String reason, String message) implements Result {}
}
