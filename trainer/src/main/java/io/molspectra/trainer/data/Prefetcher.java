package io.molspectra.trainer.data;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;

/**
 * Prepares the items of coming steps in a background thread while the current one is used. Items
 * come in step order, at most {@code depth} are ready at a time, and a failure reaches the caller
 * at the step it belongs to. One consumer thread. Items should hold plain memory only: those left
 * over at {@link #close()} are dropped.
 *
 * @param <T> what is prepared
 */
public final class Prefetcher<T> implements AutoCloseable {

  private final BlockingQueue<Prepared<T>> queue;
  private final Thread producer;
  private final long endStep;
  private long nextStep;
  private boolean closed;

  private sealed interface Prepared<T> {
    record Item<T>(T value) implements Prepared<T> {}

    record Failure<T>(Throwable cause) implements Prepared<T> {}
  }

  /**
   * Starts preparing.
   *
   * @param prepare makes the item of a step; called in the background, one step after the other
   * @param firstStep first step
   * @param endStep step after the last one
   * @param depth items kept ready
   */
  public Prefetcher(LongFunction<? extends T> prepare, long firstStep, long endStep, int depth) {
    this.queue = new ArrayBlockingQueue<>(depth);
    this.nextStep = firstStep;
    this.endStep = endStep;
    this.producer = new Thread(() -> produce(prepare, firstStep), "molspectra-prefetch");
    producer.setDaemon(true);
    producer.start();
  }

  private void produce(LongFunction<? extends T> prepare, long firstStep) {
    try {
      for (long step = firstStep; step < endStep; step++) {
        Prepared<T> prepared;
        try {
          prepared = new Prepared.Item<>(prepare.apply(step));
        } catch (RuntimeException | Error e) {
          queue.put(new Prepared.Failure<>(e));
          return;
        }
        queue.put(prepared);
      }
    } catch (InterruptedException closing) {
      // close() asks for the end this way; nobody waits for more.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether {@link #next()} will give another item. */
  public boolean hasNext() {
    return !closed && nextStep < endStep;
  }

  /**
   * The item of the next step, waiting for it if needed.
   *
   * @throws IllegalStateException with the cause, if preparing it failed; nothing follows then
   * @throws NoSuchElementException after the last item, a failure or {@link #close()}
   * @throws CancellationException if the calling thread is interrupted
   */
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no step is left to prepare");
    }
    Prepared<T> prepared;
    try {
      prepared = queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for step " + nextStep);
    }
    if (prepared instanceof Prepared.Item<T> item) {
      nextStep++;
      return item.value();
    }
    closed = true;
    throw new IllegalStateException(
        "preparing step %d failed: %s"
            .formatted(nextStep, ((Prepared.Failure<T>) prepared).cause()),
        ((Prepared.Failure<T>) prepared).cause());
  }

  /** Stops the background thread and waits for its end. */
  @Override
  public void close() {
    closed = true;
    producer.interrupt();
    boolean interrupted = false;
    while (producer.isAlive()) {
      try {
        producer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    queue.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
