package io.molspectra.cli.serve;

import io.molspectra.cli.serve.Problem.Reason;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request as it comes. No thread waits for a client; one that takes too long in
 * all, however steadily it sends, is given up.
 */
final class BodyReader implements Runnable {

  private final Request request;
  private final int limit;
  private final ByteBudget budget;
  private final Duration patience;
  private final Consumer<byte[]> whole;
  private final Consumer<Problem> failed;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Scheduler.@Nullable Task clock;

  private BodyReader(
      Request request,
      int limit,
      ByteBudget budget,
      Duration patience,
      Consumer<byte[]> whole,
      Consumer<Problem> failed) {
    this.request = request;
    this.limit = limit;
    this.budget = budget;
    this.patience = patience;
    this.whole = whole;
    this.failed = failed;
  }

  /**
   * Begins to read, and returns.
   *
   * @param budget whose bytes the body takes; they are given back if it fails
   * @param whole is given the body
   * @param failed is told why there is none
   */
  static void read(
      Request request,
      int limit,
      ByteBudget budget,
      Duration patience,
      Scheduler scheduler,
      Consumer<byte[]> whole,
      Consumer<Problem> failed) {
    if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limit) {
      failed.accept(tooLarge(limit));
      return;
    }
    var reader = new BodyReader(request, limit, budget, patience, whole, failed);
    reader.clock = scheduler.schedule(reader::tooSlow, patience.toMillis(), TimeUnit.MILLISECONDS);
    reader.run();
  }

  @Override
  public void run() {
    while (!ended.get()) {
      Content.@Nullable Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        fail(broken(chunk.getFailure()));
        return;
      }
      boolean last = chunk.isLast();
      @Nullable Problem problem = keep(chunk);
      chunk.release();
      if (problem != null) {
        fail(problem);
      } else if (last && ended.compareAndSet(false, true)) {
        stopClock();
        whole.accept(read.toByteArray());
      }
    }
  }

  private synchronized @Nullable Problem keep(Content.Chunk chunk) {
    int size = chunk.remaining();
    if (read.size() + (long) size > limit) {
      return tooLarge(limit);
    }
    if (ended.get() || !budget.take(size)) {
      return new Problem(
          Reason.OVERLOADED, "too many large requests are under way; try again in a second");
    }
    byte[] bytes = new byte[size];
    chunk.getByteBuffer().get(bytes);
    read.writeBytes(bytes);
    return null;
  }

  private void tooSlow() {
    fail(slow("the body did not come within %d s; send it faster".formatted(patience.toSeconds())));
  }

  private synchronized void fail(Problem problem) {
    if (ended.compareAndSet(false, true)) {
      stopClock();
      budget.giveBack(read.size());
      failed.accept(problem);
    }
  }

  private void stopClock() {
    Scheduler.@Nullable Task running = clock;
    if (running != null) {
      running.cancel();
    }
  }

  private static Problem broken(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        ? slow("nothing came for too long; send the body faster")
        : new Problem(
            Reason.MALFORMED_HTTP,
            "the body is cut off or its chunks are malformed; send Content-Length and as many bytes");
  }

  private static Problem slow(String what) {
    return new Problem(Reason.SLOW_CLIENT, what);
  }

  private static Problem tooLarge(int limit) {
    return new Problem(
        Reason.BODY_TOO_LARGE,
        "the body is larger than %,d bytes (--max-body); send fewer molecules at once"
            .formatted(limit));
  }
}
