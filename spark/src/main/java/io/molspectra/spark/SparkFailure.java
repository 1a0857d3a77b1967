package io.molspectra.spark;

import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;

/** What is wrong, in one line, of the many that Spark tells. */
final class SparkFailure {

  private SparkFailure() {}

  /** The innermost cause; where Spark names another process's, that one's line of it. */
  static String line(Throwable failure) {
    Throwable root = failure;
    for (@Nullable Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String message = String.valueOf(root.getMessage()).strip();
    String first = message.split("\\R", 2)[0];
    return root instanceof SparkException || root.getMessage() == null
        ? root.getClass().getSimpleName() + ": " + first
        : first;
  }
}
