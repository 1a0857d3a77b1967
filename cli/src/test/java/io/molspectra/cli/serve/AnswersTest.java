package io.molspectra.cli.serve;

import static io.molspectra.cli.serve.RunningServer.WATER;
import static io.molspectra.cli.serve.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.bundle.DefaultBundle;
import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.Conformers;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.Estimate;
import io.molspectra.predict.ScalarsWithForces;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static final Molecule WATER_ITSELF =
      new Molecule(
          "water",
          new int[] {8, 1, 1},
          new float[] {0, 0, 0.119f, 0, 0.763f, -0.477f, 0, -0.763f, -0.477f});

  private static RunningServer running;

  @BeforeAll
  static void start() throws IOException {
    running = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void predictionsAreThoseOfTheModelAskedDirectly() throws Exception {
    HttpResponse<String> response =
        running.post("/v1/predict", "{\"molecules\": [" + WATER + ", {\"smiles\": \"CCO\"}]}");
    assertEquals(200, response.statusCode(), response.body());
    JsonNode answer = json(response);
    assertEquals(2, answer.get("answered").asInt());
    Molecule ethanol = ((Conformer.Built) new Conformers(1).build("1", "CCO")).molecule();
    requireSame(answer.get("molecules").get(0), running.model().predict(WATER_ITSELF));
    requireSame(answer.get("molecules").get(1), running.model().predict(ethanol));
    assertEquals("water", answer.at("/molecules/0/id").asText());
    assertEquals("1", answer.at("/molecules/1/id").asText());
  }

  /** Another batch may move the last digits of float32: 1e-5 of a value, but not more. */
  private static void requireSame(JsonNode answer, Map<String, Estimate> direct) {
    assertEquals(direct.size(), answer.get("predictions").size());
    direct.forEach(
        (task, estimate) -> {
          JsonNode told = answer.get("predictions").get(task);
          double allowed = 1e-5 * Math.abs(estimate.value());
          assertEquals(estimate.value(), told.get("value").asDouble(), allowed);
          assertEquals(estimate.unit(), told.get("unit").asText());
          assertEquals(estimate.intervals().size(), told.get("intervals").size());
          for (int i = 0; i < estimate.intervals().size(); i++) {
            Estimate.Interval interval = estimate.intervals().get(i);
            JsonNode one = told.get("intervals").get(i);
            assertEquals(interval.coverage(), one.get("coverage").asDouble());
            assertEquals(interval.low(), one.get("low").asDouble(), allowed);
            assertEquals(interval.high(), one.get("high").asDouble(), allowed);
          }
        });
  }

  @Test
  void aMoleculeThatCannotBeAnsweredCostsNoOtherItsAnswer() throws Exception {
    JsonNode answer =
        json(
            running.post(
                "/v1/predict",
                """
                {"tasks": ["gap"], "molecules": [
                  {"smiles": "((("},
                  {"smiles": "C[SiH3]"},
                  {"smiles": "C", "atomicNumbers": [6]},
                  {"atomicNumbers": [1, 1], "positions": [[0, 0, 0]]},
                  {"atomicNumbers": [1, 1], "positions": [[0, 0, 0], [0, 0]]},
                  {"atomicNumbers": [1, 1], "positions": [[0, 0, 0], [0, 0, 1e999]]},
                  {"atomicNumbers": [1, 1], "positions": [[0, 0, 0], [0, 0, 0.01]]},
                  {"atomicNumbers": [1, 500], "positions": [[0, 0, 0], [0, 0, 1]]},
                  {"smiles": "CCCCCCCCCCCCCCCCCCCC"},
                  %s]}
                """
                    .formatted(WATER)));
    List<String> reasons =
        answer.get("molecules").findValues("reason").stream().map(JsonNode::asText).toList();
    assertEquals(
        List.of(
            "UNPARSABLE_SMILES",
            "UNSEEN_ELEMENT",
            "WRONG_MOLECULE",
            "WRONG_MOLECULE",
            "WRONG_MOLECULE",
            "NON_FINITE_COORDINATE",
            "OVERLAPPING_ATOMS",
            "UNSUPPORTED_ELEMENT",
            "TOO_LARGE"),
        reasons);
    assertEquals(1, answer.get("answered").asInt());
    assertEquals(9, answer.get("failed").asInt());
    assertEquals(
        running.model().predict(WATER_ITSELF).get("gap").value(),
        answer.at("/molecules/9/predictions/gap/value").asDouble(),
        1e-4);
    assertEquals(1, answer.at("/molecules/9/predictions").size());
  }

  @Test
  void embeddingsAreThoseOfTheModelAskedDirectly() throws Exception {
    JsonNode answer = json(running.post("/v1/embed", "{\"molecules\": [" + WATER + "]}"));
    float[] direct = running.model().embed(List.of(WATER_ITSELF)).values();
    JsonNode told = answer.at("/molecules/0/embedding");
    assertEquals(direct.length, answer.get("width").asInt());
    float[] values = new float[told.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = told.get(i).floatValue();
    }
    assertArrayEquals(direct, values, 1e-6f);
  }

  @Test
  void theGeometryThatWasUsedIsToldWhereItIsAskedFor() throws Exception {
    String request = "{\"molecules\": [{\"smiles\": \"O\"}], \"geometry\": %s}";
    JsonNode with = json(running.post("/v1/predict", request.formatted(true)));
    assertEquals("[8,1,1]", with.at("/molecules/0/geometry/atomicNumbers").toString());
    assertEquals("angstrom", with.at("/molecules/0/geometry/unit").asText());
    JsonNode oxygen = with.at("/molecules/0/geometry/positions/0");
    JsonNode hydrogen = with.at("/molecules/0/geometry/positions/1");
    double bond = 0;
    for (int axis = 0; axis < 3; axis++) {
      bond += Math.pow(oxygen.get(axis).asDouble() - hydrogen.get(axis).asDouble(), 2);
    }
    assertEquals(0.97, Math.sqrt(bond), 0.02);
    JsonNode without = json(running.post("/v1/predict", request.formatted(false)));
    assertTrue(without.at("/molecules/0/geometry").isMissingNode());
  }

  @Test
  void forcesAreThoseOfTheModelAskedDirectly() throws Exception {
    var metrics = new ServeMetrics();
    var settings =
        RunningServer.settings(
            RunningServer.LIMITS, 1, ServerSettings.HALF_A_MINUTE, ServerSettings.HALF_A_MINUTE);
    try (RunningServer ethanol =
        RunningServer.start(DefaultBundle.folder("ethanol"), settings, metrics, metrics)) {
      JsonNode answer =
          json(
              ethanol.post(
                  "/v1/predict", "{\"molecules\": [{\"smiles\": \"CCO\"}], \"forces\": true}"));
      Molecule molecule = ((Conformer.Built) new Conformers(1).build("0", "CCO")).molecule();
      ScalarsWithForces direct = ethanol.model().predictWithForces("energy", List.of(molecule));
      JsonNode told = answer.at("/molecules/0/predictions/energy");
      assertEquals(direct.values()[0], told.get("value").asDouble(), 1e-3);
      assertEquals("kcal/mol/angstrom", told.at("/forces/unit").asText());
      float[] forces = direct.forces().of(0);
      for (int k = 0; k < forces.length; k++) {
        double component = told.at("/forces/values/%d/%d".formatted(k / 3, k % 3)).asDouble();
        assertEquals(forces[k], component, 1e-3);
      }
    }
  }

  @Test
  void theModelIsDescribedWithItsUnits() throws Exception {
    JsonNode model = json(running.get("/v1/model"));
    assertEquals("molspectra-default", model.get("id").asText());
    assertEquals("1.2.3", model.get("version").asText());
    assertEquals("{\"value\":5.0,\"unit\":\"angstrom\"}", model.get("cutoff").toString());
    assertEquals("H", model.at("/elements/0/symbol").asText());
    JsonNode gap =
        model.get("tasks").findParents("name").stream()
            .filter(task -> task.get("name").asText().equals("gap"))
            .findFirst()
            .orElseThrow();
    assertEquals("eV", gap.get("unit").asText());
    assertFalse(gap.get("forces").asBoolean());
    assertEquals("[0.68,0.9,0.95]", gap.get("coverages").toString());
  }

  @Test
  void metricsCountRequestsMoleculesAndBatches() throws Exception {
    running.post("/v1/predict", "{\"molecules\": [" + WATER + ", {\"smiles\": \"(\"}]}");
    running.post("/v1/predict", "{");
    HttpResponse<String> response = running.get("/metrics");
    assertTrue(response.headers().firstValue("Content-Type").orElse("").contains("version=0.0.4"));
    for (String line :
        List.of(
            "molspectra_http_requests_total\\{route=\"/v1/predict\",status=\"200\"} [1-9].*",
            "molspectra_http_request_duration_seconds_count\\{route=\"/v1/predict\"} [1-9].*",
            "molspectra_http_rejects_total\\{reason=\"MALFORMED_JSON\"} [1-9].*",
            "molspectra_molecules_total\\{outcome=\"answered\"} [1-9].*",
            "molspectra_molecules_total\\{outcome=\"UNPARSABLE_SMILES\"} [1-9].*",
            "molspectra_model_records_total\\{graph=\"tasks.onnx\"} [1-9].*",
            "molspectra_model_inference_seconds_count\\{graph=\"tasks.onnx\"} [1-9].*",
            "molspectra_ready 1.0",
            "molspectra_queue_requests 0.0")) {
      assertTrue(response.body().lines().anyMatch(told -> told.matches(line)), response.body());
    }
  }

  @Test
  void healthIsToldOnceTheModelWasTried() throws Exception {
    HttpResponse<String> ready = running.get("/health");
    assertEquals(200, ready.statusCode());
    assertTrue(json(ready).get("ready").asBoolean());
    assertEquals(200, running.get("/health/live").statusCode());
    var untried =
        ModelServer.start(
            running.model(),
            RunningServer.settings(
                RunningServer.LIMITS,
                1,
                ServerSettings.HALF_A_MINUTE,
                ServerSettings.HALF_A_MINUTE),
            new ServeMetrics());
    try (untried) {
      HttpRequest health = HttpRequest.newBuilder(untried.uri().resolve("/health")).build();
      assertEquals(503, running.send(health).statusCode());
      HttpRequest live = HttpRequest.newBuilder(untried.uri().resolve("/health/live")).build();
      assertEquals(200, running.send(live).statusCode());
      HttpRequest predict =
          HttpRequest.newBuilder(untried.uri().resolve("/v1/predict"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"molecules\": [" + WATER + "]}"))
              .build();
      HttpResponse<String> refused = running.send(predict);
      assertEquals(503, refused.statusCode());
      assertEquals("STARTING", json(refused).get("reason").asText());
      untried.warmUp();
      assertEquals(200, running.send(health).statusCode());
    }
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = running.get("/");
    assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").get());
    assertTrue(page.body().contains("<canvas"));
    assertFalse(page.body().matches("(?s).*(https?:)?//[a-z].*\\.(js|css|png|org|com).*"));
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(page.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }
}
