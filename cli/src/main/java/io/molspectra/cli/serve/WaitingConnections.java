package io.molspectra.cli.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Connections on which no request is under way. One that stays so for too long is closed, however
 * steadily its client sends the headers of a next one: Jetty's clock starts again with each byte.
 */
final class WaitingConnections implements Connection.Listener {

  private final Duration patience;
  private final Scheduler scheduler;
  private final Map<Connection, Scheduler.Task> clocks = new ConcurrentHashMap<>();

  WaitingConnections(Duration patience, Scheduler scheduler) {
    this.patience = patience;
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    clocks.put(
        connection,
        scheduler.schedule(
            () -> {
              if (clocks.remove(connection) != null) {
                connection.getEndPoint().close();
              }
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  @Override
  public void onClosed(Connection connection) {
    stopClock(connection);
  }

  /** The headers of a request are there; it waits again when that is answered. */
  void requested(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    stopClock(connection);
    Request.addCompletionListener(
        request,
        failure -> {
          if (connection.getEndPoint().isOpen()) {
            onOpened(connection);
          }
        });
  }

  private void stopClock(Connection connection) {
    Scheduler.Task clock = clocks.remove(connection);
    if (clock != null) {
      clock.cancel();
    }
  }
}
