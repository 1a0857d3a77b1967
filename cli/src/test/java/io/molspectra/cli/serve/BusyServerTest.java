package io.molspectra.cli.serve;

import static io.molspectra.cli.serve.RunningServer.WATER;
import static io.molspectra.cli.serve.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.bundle.DefaultBundle;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.ModelMetrics;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusyServerTest {

  private static final String REQUEST = "{\"tasks\": [\"gap\"], \"molecules\": [" + WATER + "]}";

  private final ExecutorService clients = Executors.newFixedThreadPool(16);
  private final Gate gate = new Gate();

  /** Holds up whoever predicts while it is shut. */
  private static final class Gate implements ModelMetrics {
    private volatile CountDownLatch latch = new CountDownLatch(0);

    void shut() {
      latch = new CountDownLatch(1);
    }

    void open() {
      latch.countDown();
    }

    @Override
    public void answered(Batch batch) {
      try {
        assertTrue(latch.await(60, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RunningServer start(int threads, int queued, Duration grace) throws IOException {
    return RunningServer.start(
        DefaultBundle.folder(),
        RunningServer.settings(
            new Limits(20_000, 30, 10, queued), threads, ServerSettings.HALF_A_MINUTE, grace),
        new ServeMetrics(),
        gate);
  }

  @AfterEach
  void endClients() {
    gate.open();
    clients.shutdownNow();
  }

  @Test
  void manyClientsGetTheNumbersOfTheModelAskedDirectly() throws Exception {
    try (RunningServer running = start(2, 1000, ServerSettings.HALF_A_MINUTE)) {
      List<Future<Void>> asked = new ArrayList<>();
      for (int client = 0; client < 16; client++) {
        int first = client;
        asked.add(
            clients.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    ask(running, first * 20 + i);
                  }
                  return null;
                }));
      }
      for (Future<Void> one : asked) {
        one.get();
      }
    }
  }

  /** Water with its bonds stretched by a number of its own. */
  private static void ask(RunningServer running, int number) throws Exception {
    float bond = 0.9f + number / 1000f;
    Molecule molecule =
        new Molecule(
            "w" + number, new int[] {8, 1, 1}, new float[] {0, 0, 0, bond, 0, 0, 0, bond, 0});
    String request =
        String.format(
            Locale.ROOT,
            "{\"molecules\": [{\"id\": \"%s\", \"atomicNumbers\": [8, 1, 1],"
                + " \"positions\": [[0, 0, 0], [%s, 0, 0], [0, %s, 0]]}]}",
            molecule.id(),
            bond,
            bond);
    HttpResponse<String> response = running.post("/v1/predict", request);
    assertEquals(200, response.statusCode(), response.body());
    JsonNode answer = json(response).at("/molecules/0");
    assertEquals(molecule.id(), answer.get("id").asText());
    // The same molecule in a batch of its own: the same numbers to the last digit.
    running
        .model()
        .predict(molecule)
        .forEach(
            (task, estimate) ->
                assertEquals(
                    estimate.value(), answer.at("/predictions/" + task + "/value").asDouble()));
  }

  @Test
  void whatDoesNotFitIntoTheQueueIsToldToComeAgain() throws Exception {
    try (RunningServer running = start(1, 1, ServerSettings.HALF_A_MINUTE)) {
      gate.shut();
      Future<HttpResponse<String>> first = post(running);
      running.awaitMetric("molspectra_busy_threads 1.0");
      Future<HttpResponse<String>> second = post(running);
      running.awaitMetric("molspectra_queue_requests 1.0");
      HttpResponse<String> third = running.post("/v1/predict", REQUEST);
      assertEquals(503, third.statusCode());
      assertEquals("OVERLOADED", json(third).get("reason").asText());
      assertEquals("1", third.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, running.get("/health").statusCode());
      gate.open();
      assertEquals(200, first.get().statusCode());
      assertEquals(200, second.get().statusCode());
      assertEquals(200, running.post("/v1/predict", REQUEST).statusCode());
    }
  }

  @Test
  void requestsUnderWayAreAnsweredWhenTheServerIsStopped() throws Exception {
    try (RunningServer running = start(1, 10, ServerSettings.HALF_A_MINUTE)) {
      gate.shut();
      Future<HttpResponse<String>> first = post(running);
      running.awaitMetric("molspectra_busy_threads 1.0");
      Future<HttpResponse<String>> waiting = post(running);
      running.awaitMetric("molspectra_queue_requests 1.0");
      Future<Boolean> stopped = clients.submit(running.server()::stop);
      untilRefused(running);
      assertFalse(first.isDone());
      gate.open();
      assertEquals(200, first.get().statusCode());
      assertEquals(1, json(waiting.get()).get("answered").asInt());
      assertTrue(stopped.get());
      assertThrows(IOException.class, () -> running.get("/health"));
    }
  }

  @Test
  void requestsThatTakeTooLongDoNotKeepTheServerFromItsEnd() throws Exception {
    RunningServer running = start(1, 10, Duration.ofMillis(300));
    gate.shut();
    Future<HttpResponse<String>> first = post(running);
    running.awaitMetric("molspectra_busy_threads 1.0");
    assertFalse(running.server().stop());
    gate.open();
    MolSpectraModel model = running.model();
    running.close();
    assertThrows(IllegalStateException.class, () -> model.embed(List.of()));
    assertThrows(Exception.class, first::get);
  }

  private Future<HttpResponse<String>> post(RunningServer running) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return running.post("/v1/predict", REQUEST);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        clients);
  }

  private static void untilRefused(RunningServer running) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      try {
        if (running.get("/health").statusCode() == 503) {
          return;
        }
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("requests are still taken");
  }
}
