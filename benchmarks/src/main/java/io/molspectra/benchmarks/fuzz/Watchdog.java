package io.molspectra.benchmarks.fuzz;

import java.io.Closeable;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Watches work that may never end: Java has no way to stop it, but to tell of it. */
final class Watchdog implements Closeable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fuzz-watchdog");
            thread.setDaemon(true);
            return thread;
          });
  private final Duration patience;
  private final Consumer<String> stuck;

  /**
   * @param patience after which work is given up
   * @param stuck is told the stack of the work that was given up
   */
  Watchdog(Duration patience, Consumer<String> stuck) {
    this.patience = patience;
    this.stuck = stuck;
  }

  /**
   * Watches the calling thread until the return value is closed. Seconds are counted, not looked up
   * on the clock: a machine that is put to sleep does not hang.
   */
  Watch start() {
    Thread worker = Thread.currentThread();
    AtomicLong seconds = new AtomicLong();
    Runnable second =
        () -> {
          if (seconds.incrementAndGet() == patience.toSeconds()) {
            stuck.accept(Arrays.toString(worker.getStackTrace()));
          }
        };
    return new Watch(timer.scheduleWithFixedDelay(second, 1, 1, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Work under way. */
  record Watch(ScheduledFuture<?> alarm) implements AutoCloseable {
    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
