package io.molspectra.benchmarks.fuzz;

import java.nio.file.Path;

/** What a refusal must look like. */
final class Refusals {

  private Refusals() {}

  /** A refusal that names the file at fault; one that does not helps nobody. */
  static Outcome named(Exception refusal, Path file) {
    String message = String.valueOf(refusal.getMessage());
    if (!message.contains(String.valueOf(file.getFileName()))) {
      throw new Finding("the refusal does not name the file: " + refusal, refusal);
    }
    return Outcome.REFUSED;
  }
}
