package io.molspectra.cli.serve;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one molecule: predictions or an embedding, or a failure.
 *
 * @param predictions by task
 * @param embedding [C]
 * @param geometry that was used, if it was asked for
 */
record Answer(
    String id,
    @Nullable Map<String, TaskAnswer> predictions,
    float @Nullable [] embedding,
    @Nullable Failure failure,
    @Nullable Geometry geometry) {

  static Answer failed(String id, String reason, String message) {
    return new Answer(id, null, null, new Failure(reason, message), null);
  }

  boolean isFailed() {
    return failure != null;
  }

  Answer withGeometry(Geometry used) {
    return new Answer(id, predictions, embedding, failure, used);
  }

  /**
   * The answer of a task in its unit.
   *
   * @param spread standard deviation over the members of an ensemble; null for a single network
   * @param intervals one for each coverage that was calibrated
   */
  record TaskAnswer(
      double value,
      String unit,
      @Nullable Double spread,
      List<Interval> intervals,
      @Nullable Forces forces) {}

  /**
   * Where the truth lies with a probability.
   *
   * @param coverage the probability
   */
  record Interval(double coverage, double low, double high) {}

  /**
   * Forces on the atoms.
   *
   * @param values [atoms][3]
   * @param spread [atoms], over the members of an ensemble; null for a single network
   */
  record Forces(String unit, float[][] values, float @Nullable [] spread) {}

  /**
   * No answer.
   *
   * @param reason kind of fault, for programs
   * @param message what is wrong and what to do about it
   */
  record Failure(String reason, String message) {}

  /**
   * Atoms in space.
   *
   * @param positions [atoms][3]
   */
  record Geometry(int[] atomicNumbers, float[][] positions, String unit) {}
}
