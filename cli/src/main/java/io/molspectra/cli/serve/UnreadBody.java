package io.molspectra.cli.serve;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Drops what a client still sends after it was answered. A connection that is closed over unread
 * bytes is reset, and the answer may be lost with it.
 */
final class UnreadBody implements Runnable {

  private final Request request;
  private final Callback callback;
  private final Scheduler.Task clock;
  private final AtomicBoolean ended = new AtomicBoolean();

  private UnreadBody(Request request, Duration patience, Callback callback) {
    this.request = request;
    this.callback = callback;
    this.clock =
        request
            .getComponents()
            .getScheduler()
            .schedule(this::end, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to read, and returns.
   *
   * @param patience how long a client may go on
   * @param callback succeeds when nothing more comes
   */
  static void drop(Request request, Duration patience, Callback callback) {
    new UnreadBody(request, patience, callback).run();
  }

  @Override
  public void run() {
    while (!ended.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        end();
      }
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      clock.cancel();
      callback.succeeded();
    }
  }
}
