package io.molspectra.trainer.convert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does tasks in several threads and gives their results in the order in which they were submitted.
 * One thread submits and takes.
 *
 * @param <T> what a task gives
 */
final class InOrder<T> implements AutoCloseable {

  /** Enough that no thread waits while the first in line takes its time. */
  private static final int AHEAD = 8;

  private final ExecutorService pool;
  private final Deque<Future<T>> pending = new ArrayDeque<>();
  private final int most;

  InOrder(int threads) {
    pool = Executors.newFixedThreadPool(threads);
    most = AHEAD * threads;
  }

  /** Whether a result should be taken before more is submitted. */
  boolean isFull() {
    return pending.size() >= most;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  void submit(Callable<T> task) {
    pending.add(pool.submit(task));
  }

  /** The result of the first task not yet taken; waits for it, and throws what it threw. */
  T take() {
    try {
      return pending.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a conformer");
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
