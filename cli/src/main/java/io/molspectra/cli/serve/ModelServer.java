package io.molspectra.cli.serve;

import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A model behind HTTP, from {@link #start} to {@link #stop}. It takes requests after {@link
 * #warmUp}. The model stays the caller's to close, after the server was stopped.
 */
public final class ModelServer implements AutoCloseable {

  private static final int CONNECTIONS = 1024;

  /** They read, write and never wait, so a few are enough for any number of clients. */
  private static final int NETWORK_THREADS = 8;

  private final MolSpectraModel model;
  private final ServerSettings settings;
  private final Health health = new Health();
  private final Workers workers;
  private final Answering answering;
  private final ServerConnector connector;
  private final Server server;
  private int port;

  private ModelServer(MolSpectraModel model, ServerSettings settings, ServeMetrics metrics) {
    this.model = model;
    this.settings = settings;
    this.workers = new Workers(settings.threads(), settings.limits().queued());
    this.answering = new Answering(model, settings.limits(), metrics);
    var budget = new ByteBudget(settings.bytesInMemory());
    gauges(metrics, budget);
    this.server = new Server(threads());
    this.connector = connector();
    server.addConnector(connector);
    var waiting = new WaitingConnections(settings.patience(), connector.getScheduler());
    connector.addBean(waiting);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
    server.setErrorHandler(new ProblemErrors(metrics));
    server.setHandler(
        new GracefulHandler(
            new Routes(routes(metrics), settings, health, workers, budget, metrics, waiting)));
    server.setStopTimeout(settings.grace().toMillis());
    server.setStopAtShutdown(false);
  }

  /**
   * Begins to listen.
   *
   * @param metrics those of the model
   * @throws IOException if it cannot listen there; the message says what to do
   */
  public static ModelServer start(
      MolSpectraModel model, ServerSettings settings, ServeMetrics metrics) throws IOException {
    var server = new ModelServer(model, settings, metrics);
    try {
      server.server.start();
      server.port = server.connector.getLocalPort();
      return server;
    } catch (Exception e) {
      server.close();
      throw new IOException(
          "cannot listen at %s, port %d: %s".formatted(settings.host(), settings.port(), cure(e)),
          e);
    }
  }

  /** Where it listens, with the port that was found for port 0. */
  public URI uri() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://%s:%d/".formatted(host, port));
  }

  /**
   * Replays the golden molecules, answers a first request, and takes requests from now on.
   *
   * @throws IllegalStateException if the model does not answer as it should
   */
  public void warmUp() {
    var report = model.verify();
    if (!report.passed()) {
      throw new IllegalStateException(
          "%s gives %d of %d golden outputs wrong on %s: molspectra verify tells which; try --device cpu, and export or download the bundle again"
              .formatted(
                  model.bundle().manifest().id(),
                  report.failures().size(),
                  report.comparisons().size(),
                  model.device()));
    }
    answering.warmUp();
    health.ready();
  }

  /**
   * Takes no more requests, and waits for those under way.
   *
   * @return whether all were answered within the time allowed
   */
  public boolean stop() {
    health.stopping();
    boolean all = true;
    try {
      server.stop();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      all = false;
    }
    workers.close();
    return all;
  }

  @Override
  public void close() {
    stop();
  }

  private Map<String, Route> routes(ServeMetrics metrics) {
    Reply page = Page.load();
    Reply description = Reply.json(HttpStatus.OK_200, ModelDescription.of(model, settings));
    return Map.of(
        "/", new Route.Look(() -> page),
        "/health", new Route.Look(health::readiness),
        "/health/live", new Route.Look(health::liveness),
        "/metrics", new Route.Look(metrics::page),
        "/v1/model", new Route.Look(() -> description),
        "/v1/predict",
            new Route.Question(
                (body, deadline) ->
                    answering.predict(Json.read(body, PredictRequest.class), deadline)),
        "/v1/embed",
            new Route.Question(
                (body, deadline) ->
                    answering.embed(Json.read(body, EmbedRequest.class), deadline)));
  }

  private void gauges(ServeMetrics metrics, ByteBudget budget) {
    metrics.info(
        settings.version(), model.bundle().manifest().id(), String.valueOf(model.device()));
    metrics.gauge(
        "molspectra_ready", "1 if requests are answered.", () -> health.isReady() ? 1 : 0);
    metrics.gauge("molspectra_queue_requests", "Requests that wait.", workers::waiting);
    metrics.gauge("molspectra_busy_threads", "Threads that ask the model.", workers::busy);
    metrics.gauge("molspectra_held_bytes", "Bodies and answers in memory.", budget::held);
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(NETWORK_THREADS, 2);
    threads.setName("http");
    return threads;
  }

  private ServerConnector connector() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // The clock for a body starts with the headers, and a body too large is refused unseen.
    http.setDelayDispatchUntilContent(false);
    var listening = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    listening.setHost(settings.host());
    listening.setPort(settings.port());
    listening.setIdleTimeout(settings.patience().toMillis());
    listening.setShutdownIdleTimeout(Math.min(1000, settings.grace().toMillis()));
    return listening;
  }

  private static String cure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof BindException && message.contains("in use")) {
        return "another program listens there; end it, or choose another with --port (0 finds one that is free)";
      }
      if (cause instanceof BindException) {
        return message + "; is the address one of this machine's, and the port above 1023?";
      }
      if (cause instanceof UnresolvedAddressException || message.contains("Unresolved")) {
        return "no address of this name; give one of this machine's with --host";
      }
    }
    return String.valueOf(failure.getMessage());
  }
}
