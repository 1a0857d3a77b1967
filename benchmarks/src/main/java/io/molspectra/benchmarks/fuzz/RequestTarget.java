package io.molspectra.benchmarks.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.cli.serve.Limits;
import io.molspectra.cli.serve.ModelServer;
import io.molspectra.cli.serve.ServeMetrics;
import io.molspectra.cli.serve.ServerSettings;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Requests to a server: a molecule of several is damaged, or bytes anywhere. */
final class RequestTarget implements Target {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> REFUSALS = Set.of(400, 413);
  private static final Limits LIMITS = new Limits(1 << 16, 60, 10, 64);
  private static final int ONE_MOLECULE = 75;
  private static final double SAME = 1e-3;

  private static final List<String> MOLECULES =
      List.of(
          "{\"id\": \"a\", \"smiles\": \"CCO\"}",
          "{\"id\": \"b\", \"atomicNumbers\": [8, 1, 1], \"positions\": [[0, 0, 0.119], [0, 0.763,"
              + " -0.477], [0, -0.763, -0.477]]}",
          "{\"id\": \"c\", \"smiles\": \"CC(=O)N\"}",
          "{\"id\": \"d\", \"atomicNumbers\": [6, 7, 1], \"positions\": [[0, 0, 0], [0, 0, 1.16],"
              + " [0, 0, -1.07]]}");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MolSpectraModel model;
  private final ModelServer server;
  private final Map<String, JsonNode> soundMolecules = new HashMap<>();
  private final Map<String, JsonNode> soundAnswers = new HashMap<>();

  RequestTarget() throws IOException, InterruptedException {
    model = MolSpectra.loadDefault();
    server =
        ModelServer.start(
            model,
            new ServerSettings(
                "127.0.0.1",
                0,
                LIMITS,
                1,
                "fuzz",
                ServerSettings.HALF_A_MINUTE,
                ServerSettings.HALF_A_MINUTE),
            new ServeMetrics());
    server.warmUp();
    HttpResponse<byte[]> response = post(Samples.bytes(request(-1, "")));
    for (JsonNode answer : JSON.readTree(response.body()).get("molecules")) {
      soundAnswers.put(answer.get("id").asText(), answer);
    }
    for (String molecule : MOLECULES) {
      JsonNode tree = JSON.readTree(molecule);
      soundMolecules.put(tree.get("id").asText(), tree);
    }
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Trial damage(RandomGenerator random, Path folder) throws IOException {
    Mutator mutator = new Mutator(random, Samples.bytes(MOLECULES.get(1).replace("\"b\"", "7")));
    byte[] body;
    if (random.nextInt(100) < ONE_MOLECULE) {
      int at = random.nextInt(MOLECULES.size());
      byte[] before = Samples.bytes(request(at, "\u0001"));
      int place = new String(before, StandardCharsets.UTF_8).indexOf('\u0001');
      byte[] sound = Samples.bytes(MOLECULES.get(at));
      // What is still JSON goes further than what is not.
      byte[] damaged = random.nextBoolean() ? mutator.number(sound) : mutator.damage(sound);
      body = Mutator.replaced(before, place, place + 1, damaged);
    } else {
      body = mutator.damage(Samples.bytes(request(-1, "")));
    }
    Files.write(folder.resolve("body.json"), body);
    return () -> send(body);
  }

  private static String request(int at, String other) {
    var molecules = new ArrayList<>(MOLECULES);
    if (at >= 0) {
      molecules.set(at, other);
    }
    return "{\"molecules\": [\n%s\n], \"tasks\": [\"gap\", \"mu\"], \"geometry\": false}"
        .formatted(String.join(",\n", molecules));
  }

  private HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/v1/predict"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private Outcome send(byte[] body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = post(body);
    JsonNode answer = JSON.readTree(response.body());
    if (REFUSALS.contains(response.statusCode())) {
      if (!answer.hasNonNull("reason") || !answer.hasNonNull("detail")) {
        throw new Finding("a refusal without reason: " + answer);
      }
      return Outcome.REFUSED;
    }
    if (response.statusCode() != 200) {
      throw new Finding("status %d: %s".formatted(response.statusCode(), answer));
    }
    compare(JSON.readTree(body).get("molecules"), answer.get("molecules"));
    return answer.get("failed").asInt() == 0 ? Outcome.ACCEPTED : Outcome.REFUSED;
  }

  /** Answers must stand at the places of their molecules, and sound molecules have theirs. */
  private void compare(JsonNode asked, JsonNode answered) {
    if (asked.size() != answered.size()) {
      throw new Finding("%d molecules, %d answers".formatted(asked.size(), answered.size()));
    }
    for (int i = 0; i < asked.size(); i++) {
      JsonNode molecule = asked.get(i);
      String id = molecule.hasNonNull("id") ? molecule.get("id").asText() : String.valueOf(i);
      if (!id.equals(answered.get(i).get("id").asText())) {
        throw new Finding("answer %d is for %s, not %s".formatted(i, answered.get(i), id));
      }
      JsonNode sound = soundAnswers.get(id);
      if (sound != null && molecule.equals(soundMolecules.get(id))) {
        requireSame(sound, answered.get(i));
      }
    }
  }

  private static void requireSame(JsonNode sound, JsonNode answer) {
    if (!answer.has("predictions")) {
      throw new Finding("no answer for a sound molecule beside a damaged one: " + answer);
    }
    answer
        .get("predictions")
        .fields()
        .forEachRemaining(
            task -> {
              double wanted =
                  sound.get("predictions").path(task.getKey()).path("value").asDouble(Double.NaN);
              double value = task.getValue().get("value").asDouble();
              // Without the list of tasks all are answered.
              if (!Double.isNaN(wanted) && Math.abs(value - wanted) > SAME) {
                throw new Finding("%s instead of %s for %s".formatted(value, wanted, answer));
              }
            });
  }

  @Override
  public void close() {
    server.close();
    model.close();
  }
}
