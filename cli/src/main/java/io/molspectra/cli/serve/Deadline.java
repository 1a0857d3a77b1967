package io.molspectra.cli.serve;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When the work for a request ends, done or not. */
final class Deadline {

  private final long end;
  private final Duration allowed;
  private final BooleanSupplier stopped;

  /**
   * @param stopped whether it ends at once
   */
  Deadline(Duration allowed, BooleanSupplier stopped) {
    this.end = System.nanoTime() + allowed.toNanos();
    this.allowed = allowed;
    this.stopped = stopped;
  }

  boolean isOver() {
    return stopped.getAsBoolean() || System.nanoTime() - end > 0;
  }

  /** The answer for a molecule that was not begun with. */
  Answer missed(String id) {
    return stopped.getAsBoolean()
        ? Answer.failed(id, "STOPPING", "the server is being stopped; ask again later")
        : Answer.failed(
            id,
            "TIMED_OUT",
            "the request took more than %d s before this molecule's turn; send fewer at once"
                .formatted(allowed.toSeconds()));
  }
}
