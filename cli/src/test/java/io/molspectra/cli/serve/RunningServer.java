package io.molspectra.cli.serve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.DefaultBundle;
import io.molspectra.predict.ModelMetrics;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server with an included model on a free port, and a client. */
final class RunningServer implements AutoCloseable {

  static final String WATER =
      """
      {"id": "water", "atomicNumbers": [8, 1, 1],
       "positions": [[0, 0, 0.119], [0, 0.763, -0.477], [0, -0.763, -0.477]]}""";

  static final Limits LIMITS = new Limits(20_000, 30, 10, 64);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MolSpectraModel model;
  private final ModelServer server;

  private RunningServer(MolSpectraModel model, ModelServer server) {
    this.model = model;
    this.server = server;
  }

  static RunningServer start() throws IOException {
    return start(settings(LIMITS, 2, ServerSettings.HALF_A_MINUTE, ServerSettings.HALF_A_MINUTE));
  }

  static RunningServer start(ServerSettings settings) throws IOException {
    var metrics = new ServeMetrics();
    return start(DefaultBundle.folder(), settings, metrics, metrics);
  }

  /**
   * @param watching is told of every batch in place of the server's metrics
   */
  static RunningServer start(
      Path bundle, ServerSettings settings, ServeMetrics metrics, ModelMetrics watching)
      throws IOException {
    MolSpectraModel model = MolSpectra.load(bundle, Options.throughput().withMetrics(watching));
    var running = new RunningServer(model, ModelServer.start(model, settings, metrics));
    running.server.warmUp();
    return running;
  }

  static ServerSettings settings(Limits limits, int threads, Duration patience, Duration grace) {
    return new ServerSettings("127.0.0.1", 0, limits, threads, "1.2.3", patience, grace);
  }

  MolSpectraModel model() {
    return model;
  }

  ModelServer server() {
    return server;
  }

  URI uri(String path) {
    return server.uri().resolve(path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return post(path, BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(body)
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  /** Until the metrics have such a line. */
  void awaitMetric(String line) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (String page = get("/metrics").body();
        !page.contains(line);
        page = get("/metrics").body()) {
      assertTrue(System.nanoTime() < end, page);
    }
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
    model.close();
  }
}
