package io.molspectra.parallel;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Works on batches in several threads and hands on the results in the order in which the batches
 * were given. At most two batches a thread are in memory.
 *
 * @param <R> result for one record of a batch
 */
public final class OrderedPool<R> implements AutoCloseable {

  /** Takes the results of one batch. */
  @FunctionalInterface
  public interface Receiver<R> {
    void accept(List<R> results) throws IOException;
  }

  private final ExecutorService threads;
  private final int ahead;
  private final Receiver<R> receiver;
  private final Deque<Future<List<R>>> pending = new ArrayDeque<>();

  /**
   * @param workers threads
   * @param receiver called by the thread that submits
   */
  public OrderedPool(int workers, Receiver<R> receiver) {
    this(workers, 2 * workers, receiver);
  }

  /**
   * @param workers threads
   * @param ahead batches under way at most: while one takes long, the others wait for it with their
   *     results
   * @param receiver called by the thread that submits
   */
  public OrderedPool(int workers, int ahead, Receiver<R> receiver) {
    this.threads = Executors.newFixedThreadPool(workers);
    this.ahead = ahead;
    this.receiver = receiver;
  }

  /**
   * Begins a batch, after handing on the results of the oldest one if there are enough under way.
   *
   * @throws IOException as the receiver does
   */
  public void submit(Callable<List<R>> batch) throws IOException {
    if (pending.size() == ahead) {
      receiver.accept(result(pending.remove()));
    }
    pending.add(threads.submit(batch));
  }

  /** Waits for all batches and hands on their results. */
  public void finish() throws IOException {
    while (!pending.isEmpty()) {
      receiver.accept(result(pending.remove()));
    }
  }

  /** Drops what is not done yet. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static <R> List<R> result(Future<List<R>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    }
  }
}
