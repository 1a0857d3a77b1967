package io.molspectra.trainer.config;

/** Range checks of the settings; the messages name the key as the user writes it. */
final class Check {

  private Check() {}

  static void positive(String key, double value) {
    require(value > 0 && Double.isFinite(value), key, "must be positive", value);
  }

  static void atLeast(String key, long least, long value) {
    require(value >= least, key, "must be at least " + least, value);
  }

  static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, "must not be negative", value);
  }

  static void require(boolean valid, String key, String rule, Object value) {
    if (!valid) {
      throw new IllegalArgumentException("%s %s, got %s".formatted(key, rule, value));
    }
  }
}
