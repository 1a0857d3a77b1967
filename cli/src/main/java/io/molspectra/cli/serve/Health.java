package io.molspectra.cli.serve;

import io.molspectra.cli.serve.Problem.Reason;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** Whether a server takes requests. Thread-safe. */
final class Health {

  /** What a server is about. */
  enum State {
    /** The model has not answered its golden molecules yet. */
    STARTING,
    /** Requests are answered. */
    READY,
    /** Requests under way are finished, and no more are taken. */
    STOPPING
  }

  private volatile State state = State.STARTING;

  synchronized void ready() {
    if (state == State.STARTING) {
      state = State.READY;
    }
  }

  synchronized void stopping() {
    state = State.STOPPING;
  }

  boolean isReady() {
    return state == State.READY;
  }

  boolean isStopping() {
    return state == State.STOPPING;
  }

  /**
   * @throws Problem if no requests are answered
   */
  void requireReady() {
    if (isStopping()) {
      throw new Problem(Reason.STOPPING, "the server is being stopped; ask another one");
    }
    if (!isReady()) {
      throw new Problem(Reason.STARTING, "the model is being tried; ask again in a second");
    }
  }

  /** 200 if requests are answered, else 503. */
  Reply readiness() {
    return Reply.json(
        isReady() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
        Map.of("status", state.name().toLowerCase(Locale.ROOT), "ready", isReady()));
  }

  /** 200 whenever there is someone to say so. */
  Reply liveness() {
    return Reply.json(HttpStatus.OK_200, Map.of("status", "live"));
  }
}
