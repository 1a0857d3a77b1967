package io.molspectra.cli.serve;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of all bodies and answers in memory. Thread-safe. */
final class ByteBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes unless that would be too many. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** Takes bytes that are there already. */
  void owe(long bytes) {
    held.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
