package io.molspectra.cli.serve;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is not answered; becomes a problem of RFC 9457. */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Kinds of fault, for programs. */
  enum Reason {
    MALFORMED_JSON(400),
    WRONG_SHAPE(400),
    UNKNOWN_FIELD(400),
    UNKNOWN_TASK(400),
    WRONG_KIND(400),
    NO_FORCES(400),
    MALFORMED_HTTP(400),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    SLOW_CLIENT(408),
    BODY_TOO_LARGE(413),
    TOO_MANY_MOLECULES(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    INTERNAL(500),
    STARTING(503),
    STOPPING(503),
    OVERLOADED(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }
  }

  private final Reason reason;
  private final Map<String, Object> more = new LinkedHashMap<>();

  Problem(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The same with a member of its own in the answer. */
  Problem with(String name, Object value) {
    more.put(name, value);
    return this;
  }

  int status() {
    return reason.status;
  }

  Reason reason() {
    return reason;
  }

  /** The members of the answer. */
  Map<String, Object> members() {
    Map<String, Object> members =
        Reply.problemMembers(reason.status, reason.name(), String.valueOf(getMessage()));
    members.putAll(more);
    return members;
  }
}
