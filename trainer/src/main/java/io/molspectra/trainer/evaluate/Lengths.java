package io.molspectra.trainer.evaluate;

/** Arrays that belong together have lengths that fit. */
final class Lengths {

  private Lengths() {}

  static void require(String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "%s: expected %d values, got %d".formatted(what, expected, actual));
    }
  }
}
