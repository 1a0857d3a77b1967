package io.molspectra.cli.serve;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that ask the model, and the queue before them. */
final class Workers implements AutoCloseable {

  private final ThreadPoolExecutor threads;
  private volatile boolean stopped;

  Workers(int count, int queued) {
    var numbers = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            work -> {
              Thread thread = new Thread(work, "answer-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes work on, or not: false if too much waits already. */
  boolean offer(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  int busy() {
    return threads.getActiveCount();
  }

  int waiting() {
    return threads.getQueue().size();
  }

  /** Whether work under way is to end early. */
  boolean isStopped() {
    return stopped;
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
