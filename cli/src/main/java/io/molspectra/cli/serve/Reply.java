package io.molspectra.cli.serve;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a client is sent.
 *
 * @param headers besides those that every answer has
 */
record Reply(int status, String contentType, byte[] content, Map<String, String> headers) {

  static final String JSON = "application/json";

  private static final String PROBLEM_JSON = "application/problem+json";

  /** Seconds after which it is worth to ask again. */
  private static final String SOON = "1";

  static Reply json(int status, Object value) {
    return new Reply(status, JSON, Json.write(value), Map.of());
  }

  static Reply of(Problem problem) {
    return problem(problem.status(), problem.members());
  }

  /** A fault that Jetty found. */
  static Reply fault(int status, String reason, String detail) {
    return problem(status, problemMembers(status, reason, detail));
  }

  static Map<String, Object> problemMembers(int status, String reason, String detail) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", HttpStatus.getMessage(status));
    members.put("status", status);
    members.put("reason", reason);
    members.put("detail", detail);
    return members;
  }

  private static Reply problem(int status, Map<String, Object> members) {
    return new Reply(
        status,
        PROBLEM_JSON,
        Json.write(members),
        status == HttpStatus.SERVICE_UNAVAILABLE_503
            ? Map.of(HttpHeader.RETRY_AFTER.asString(), SOON)
            : Map.of());
  }

  /** Sends it as the last of this connection. */
  void sendAndClose(Response response, Callback callback) {
    // Who is not told asks again on the connection, in vain.
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    send(response, callback);
  }

  /** Sends it; no thread waits for the client to take it. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    headers.forEach((header, value) -> response.getHeaders().put(header, value));
    response.write(true, ByteBuffer.wrap(content), callback);
  }
}
