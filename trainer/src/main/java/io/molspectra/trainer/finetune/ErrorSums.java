package io.molspectra.trainer.finetune;

import io.molspectra.trainer.config.FinetuneSettings.Loss;

/** Sums over standardised errors, in float64. */
final class ErrorSums {
  private final Loss kind;
  private double losses;
  private double absolutes;
  private long count;

  ErrorSums(Loss kind) {
    this.kind = kind;
  }

  void add(double error) {
    double size = Math.abs(error);
    absolutes += size;
    losses +=
        switch (kind) {
          case MSE -> error * error;
          case L1 -> size;
          case HUBER -> size < 1 ? error * error / 2 : size - 0.5;
        };
    count++;
  }

  /** Whether no error was added: then there is no mean. */
  boolean isEmpty() {
    return count == 0;
  }

  double meanLoss() {
    return losses / count;
  }

  double meanAbsolute() {
    return absolutes / count;
  }
}
