package io.molspectra.cli.serve;

import static io.molspectra.cli.serve.RunningServer.WATER;
import static io.molspectra.cli.serve.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

  private static RunningServer running;

  @BeforeAll
  static void start() throws IOException {
    running = RunningServer.start();
  }

  @AfterAll
  static void everyByteWasGivenBack() throws Exception {
    // Bytes are given back when an answer was sent, which its client may see sooner.
    running.awaitMetric("molspectra_held_bytes 0.0\n");
    running.close();
  }

  private static JsonNode refused(HttpResponse<String> response, int status, String reason)
      throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = json(response);
    assertEquals("about:blank", problem.get("type").asText());
    assertEquals(status, problem.get("status").asInt());
    assertFalse(problem.get("title").asText().isBlank());
    assertEquals(reason, problem.get("reason").asText(), response.body());
    return problem;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MALFORMED_JSON|``|the body is empty",
        "MALFORMED_JSON|{|line 1, column 2",
        "MALFORMED_JSON|{\"molecules\": [{\"smiles\": \"C\"}]} x|column 34",
        "MALFORMED_JSON|{\"molecules\": [{\"smiles\": \"C\", \"smiles\": \"N\"}]}|Duplicate",
        "MALFORMED_JSON|{\"molecules\": [{\"positions\": [[NaN]]}]}|send finite numbers",
        "MALFORMED_JSON|{\"molecules\": [{\"atomicNumbers\": [99999999999]}]}|out of range",
        "MALFORMED_JSON|{\"molecules\": [{\"positions\": [[1e+]]}]}|line 1",
        "MALFORMED_JSON|{\"molecules\": [{\"smiles\": \"C\u0000\"}]}|line 1",
        "MALFORMED_JSON|\ufeff\ufeff{}|line 1",
        "WRONG_SHAPE|null|an object is expected",
        "WRONG_SHAPE|[]|an object expected",
        "WRONG_SHAPE|{}|at least one molecule",
        "WRONG_SHAPE|{\"molecules\": []}|at least one molecule",
        "WRONG_SHAPE|{\"molecules\": [null]}|molecules[0]",
        "WRONG_SHAPE|{\"molecules\": {}}|molecules: a list expected",
        "WRONG_SHAPE|{\"molecules\": [{\"smiles\": 5}]}|molecules[0].smiles: text",
        "WRONG_SHAPE|{\"molecules\": [{\"atomicNumbers\": [1.5]}]}|atomicNumbers[0]: a whole",
        "WRONG_SHAPE|{\"molecules\": [{\"positions\": [[\"1\"]]}]}|positions[0][0]: numbers",
        "WRONG_SHAPE|{\"molecules\": [{\"smiles\": \"C\"}], \"forces\": 1}|forces: true or false",
        "UNKNOWN_FIELD|{\"molecule\": []}|did you mean 'molecules'?",
        "UNKNOWN_FIELD|{\"molecules\": [{\"smile\": \"C\"}]}|did you mean 'smiles'?",
        "UNKNOWN_TASK|{\"molecules\": [{\"smiles\": \"C\"}], \"tasks\": [\"gab\"]}|mean gap",
        "UNKNOWN_TASK|{\"molecules\": [{\"smiles\": \"C\"}], \"tasks\": []}|tasks is empty",
        "UNKNOWN_TASK|{\"molecules\": [{\"smiles\": \"C\"}], \"tasks\": [null]}|no task 'null'",
        "WRONG_KIND|{\"molecules\": [{\"smiles\": \"C\"}], \"tasks\": [\"noise\"]}|[gap, mu",
        "NO_FORCES|{\"molecules\": [{\"smiles\": \"C\"}], \"forces\": true}|no task of this model"
      })
  void aRequestThatIsNoneIsRefusedWithTheCure(String reason, String body, String told)
      throws Exception {
    JsonNode problem = refused(running.post("/v1/predict", body), 400, reason);
    assertTrue(problem.get("detail").asText().contains(told), problem.toString());
  }

  @Test
  void listsInListsAreNotFollowedForever() throws Exception {
    String deep = "{\"molecules\": " + "[".repeat(9000) + "]".repeat(9000) + "}";
    JsonNode problem = refused(running.post("/v1/predict", deep), 400, "WRONG_SHAPE");
    assertTrue(problem.get("detail").asText().contains("molecules[0]"), problem.toString());
    String loose = "[".repeat(19_000);
    refused(running.post("/v1/predict", loose), 400, "WRONG_SHAPE");
  }

  /** JSON has such numbers, float64 has not. */
  @Test
  void aNumberBeyondAllNumbersFailsItsMoleculeAlone() throws Exception {
    String huge = WATER.replace("0.119", "1e999").replace("water", "huge");
    JsonNode answers =
        json(running.post("/v1/predict", "{\"molecules\": [%s, %s]}".formatted(huge, WATER)));
    JsonNode first = answers.get("molecules").get(0);
    assertEquals("NON_FINITE_COORDINATE", first.get("failure").get("reason").asText());
    assertTrue(answers.get("molecules").get(1).has("predictions"), answers.toString());
  }

  @Test
  void malformedJsonIsToldWithItsPlaceForPrograms() throws Exception {
    JsonNode problem =
        refused(running.post("/v1/predict", "{\n  \"molecules\": }"), 400, "MALFORMED_JSON");
    assertEquals(2, problem.get("line").asInt());
    assertEquals(16, problem.get("column").asInt());
    assertFalse(problem.get("detail").asText().contains("JsonReadFeature"), problem.toString());
  }

  @Test
  void aBodyOverTheLimitIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
    byte[] large =
        " ".repeat(RunningServer.LIMITS.bodyBytes() + 1).getBytes(StandardCharsets.UTF_8);
    refused(running.post("/v1/predict", BodyPublishers.ofByteArray(large)), 413, "BODY_TOO_LARGE");
    refused(
        running.post(
            "/v1/predict", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
        413,
        "BODY_TOO_LARGE");
  }

  /** Not one byte of the body is sent here. */
  @Test
  void aBodyThatIsSaidToBeTooLargeIsNotWaitedFor() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
      send(
          socket,
          """
          POST /v1/predict HTTP/1.1
          Host: localhost
          Content-Type: application/json
          Content-Length: 999999999

          """);
      assertEquals("HTTP/1.1 413 Payload Too Large", firstLine(socket));
      assertTrue(headers(socket).contains("connection: close"));
    }
  }

  /** Else a client's next question is lost with a connection that it believes to be open. */
  @ParameterizedTest
  @CsvSource({"/v1/predict, text/plain, 415", "/health, application/json, 405", "/no, text/a, 404"})
  void aConnectionOutlivesARefusalThatCameBeforeTheBody(String path, String type, int status)
      throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
      for (int question = 0; question < 3; question++) {
        send(
            socket,
            "POST %s HTTP/1.1\nHost: localhost\nContent-Type: %s\nContent-Length: 2\n\n"
                .formatted(path, type));
        // The body comes in a packet of its own, after the headers were looked at.
        Thread.sleep(50);
        send(socket, "{}");
        assertTrue(firstLine(socket).startsWith("HTTP/1.1 " + status));
        String headers = headers(socket);
        assertFalse(headers.contains("connection: close"), headers);
        var length = Pattern.compile("content-length: (\\d+)").matcher(headers);
        assertTrue(length.find(), headers);
        socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain"})
  void aConnectionOnWhichABodyIsLeftUnreadIsSaidToBeClosed(String type) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
      send(
          socket,
          "POST /v1/predict HTTP/1.1\nHost: localhost\nContent-Type: %s\n".formatted(type)
              + "Transfer-Encoding: chunked\n\n7000\n"
              + " ".repeat(0x7000));
      firstLine(socket);
      String headers = headers(socket);
      assertTrue(headers.contains("connection: close"), headers);
    }
  }

  /** More than a socket's buffers hold: closing while it comes would reset the connection. */
  @ParameterizedTest
  @CsvSource({"application/json, 413", "text/plain, 415"})
  void whoStillSendsIsHeardToTheEndAndGetsTheAnswer(String type, int status) throws Exception {
    byte[] body = new byte[16 << 20];
    for (int question = 0; question < 5; question++) {
      try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
        send(
            socket,
            "POST /v1/predict HTTP/1.1\nHost: localhost\nContent-Type: %s\nContent-Length: %d\n\n"
                .formatted(type, body.length));
        socket.getOutputStream().write(body);
        assertTrue(firstLine(socket).startsWith("HTTP/1.1 " + status));
      }
    }
  }

  @Test
  void tooManyMoleculesAreRefused() throws Exception {
    String eleven = "[" + "{\"smiles\": \"C\"},".repeat(10) + "{\"smiles\": \"C\"}]";
    JsonNode problem =
        refused(
            running.post("/v1/predict", "{\"molecules\": " + eleven + "}"),
            413,
            "TOO_MANY_MOLECULES");
    assertTrue(problem.get("detail").asText().contains("at most 10"), problem.toString());
  }

  @Test
  void aWrongMethodIsToldTheRightOne() throws Exception {
    HttpResponse<String> get = running.get("/v1/predict");
    refused(get, 405, "METHOD_NOT_ALLOWED");
    assertEquals("POST", get.headers().firstValue("Allow").orElse(""));
    HttpResponse<String> post = running.post("/v1/model", "{}");
    refused(post, 405, "METHOD_NOT_ALLOWED");
    assertEquals("GET, HEAD", post.headers().firstValue("Allow").orElse(""));
    HttpRequest head =
        HttpRequest.newBuilder(running.uri("/health"))
            .method("HEAD", BodyPublishers.noBody())
            .build();
    assertEquals(200, running.send(head).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/v1/predict/", "/page.html", "/v1", "/v1/predict%2f"})
  void otherPathsAreNotThere(String path) throws Exception {
    HttpResponse<String> response = running.get(path);
    assertTrue(response.statusCode() == 404 || response.statusCode() == 400, response.body());
    assertTrue(json(response).get("detail").isTextual());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/v1/..%2f..%2fetc/passwd"})
  void noPathLeadsToFiles(String path) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
      send(socket, "GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(all.startsWith("HTTP/1.1 40"), all);
      assertTrue(all.contains("application/problem+json"), all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
  void anotherTypeOfContentIsRefused(String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(running.uri("/v1/predict"))
            .POST(BodyPublishers.ofString("{\"molecules\": [" + WATER + "]}"));
    refused(
        running.send(request.copy().header("Content-Type", type).build()),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    refused(
        running.send(
            request
                .copy()
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .build()),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    assertEquals(
        200,
        running
            .send(request.header("Content-Type", "application/json; charset=utf-8").build())
            .statusCode());
  }

  @ParameterizedTest
  @CsvSource({"application/json, 408 Request Timeout", "text/plain, 415 Unsupported Media Type"})
  void aClientThatTakesTooLongIsGivenUp(String type, String status) throws Exception {
    ServerSettings hasty =
        RunningServer.settings(
            RunningServer.LIMITS, 1, Duration.ofMillis(600), ServerSettings.HALF_A_MINUTE);
    try (RunningServer server = RunningServer.start(hasty);
        Socket socket = new Socket("127.0.0.1", server.server().uri().getPort())) {
      send(
          socket,
          """
          POST /v1/predict HTTP/1.1
          Host: localhost
          Content-Type: %s
          Content-Length: 1000

          {"""
              .formatted(type));
      // It never stops sending, so the connection is never idle.
      var dripping =
          new Thread(
              () -> {
                try {
                  while (true) {
                    Thread.sleep(50);
                    socket.getOutputStream().write(' ');
                  }
                } catch (IOException | InterruptedException closed) {
                  // Given up.
                }
              });
      dripping.setDaemon(true);
      dripping.start();
      assertEquals("HTTP/1.1 " + status, firstLine(socket));
      assertTrue(headers(socket).contains("connection: close"));
      dripping.join(10_000);
      assertFalse(dripping.isAlive(), "the connection was not closed");
      assertEquals(
          200, server.post("/v1/predict", "{\"molecules\": [" + WATER + "]}").statusCode());
    }
  }

  /** Each byte starts Jetty's own clock again. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /health HTTP/1.1\nX: ", "GET /"})
  void whoNeverEndsItsHeadersIsGivenUp(String beginning) throws Exception {
    ServerSettings hasty =
        RunningServer.settings(
            RunningServer.LIMITS, 1, Duration.ofMillis(1500), ServerSettings.HALF_A_MINUTE);
    try (RunningServer server = RunningServer.start(hasty);
        Socket socket = new Socket("127.0.0.1", server.server().uri().getPort())) {
      send(socket, "GET /health HTTP/1.1\nHost: localhost\n\n");
      assertEquals("HTTP/1.1 200 OK", firstLine(socket));
      send(socket, beginning);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      assertThrows(
          IOException.class,
          () -> {
            while (System.nanoTime() < end) {
              socket.getOutputStream().write('x');
              Thread.sleep(20);
            }
          });
      assertEquals(200, server.get("/health").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked\n\nzz\n{}\n", "Content-Length: 9\n\n{"})
  void aBodyThatIsBrokenIsNotCalledSlow(String rest) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
      send(
          socket,
          "POST /v1/predict HTTP/1.1\nHost: localhost\nContent-Type: application/json\n" + rest);
      socket.shutdownOutput();
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(all.startsWith("HTTP/1.1 400 "), all);
      assertTrue(all.contains("MALFORMED_HTTP"), all);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/3.7, 505",
    "GET /%zz HTTP/1.1, 400",
    "nonsense, 400",
  })
  void whatIsNoHttpIsToldAndCounted(String line, int status) throws Exception {
    double before = malformed();
    try (Socket socket = new Socket("127.0.0.1", running.server().uri().getPort())) {
      send(socket, line + "\nHost: localhost\n\n");
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(all.startsWith("HTTP/1.1 " + status), all);
      assertTrue(all.contains("MALFORMED_HTTP"), all);
    }
    assertEquals(before + 1, malformed());
  }

  private static double malformed() throws Exception {
    String name = "molspectra_http_rejects_total{reason=\"MALFORMED_HTTP\"} ";
    return running
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  private static void send(Socket socket, String lines) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The lines after the first, in lower case. */
  private static String headers(Socket socket) throws IOException {
    var lines = new StringBuilder();
    while (lines.indexOf("\r\n\r\n") < 0) {
      int c = socket.getInputStream().read();
      assertTrue(c >= 0, "the connection ended after: " + lines);
      lines.append((char) c);
    }
    return lines.toString().toLowerCase(Locale.ROOT);
  }

  private static String firstLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c > 0 && c != '\r'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }
}
