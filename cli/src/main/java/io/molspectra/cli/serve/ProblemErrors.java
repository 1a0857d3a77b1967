package io.molspectra.cli.serve;

import io.molspectra.cli.serve.Problem.Reason;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Tells of faults that Jetty finds by itself as our own are told of. */
final class ProblemErrors extends ErrorHandler {

  private final ServeMetrics metrics;

  ProblemErrors(ServeMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ERROR_STATUS) instanceof Integer code ? code : response.getStatus();
    Object message = request.getAttribute(ERROR_MESSAGE);
    Reason reason =
        status == HttpStatus.SERVICE_UNAVAILABLE_503
            ? Reason.STOPPING
            : status == HttpStatus.INTERNAL_SERVER_ERROR_500
                ? Reason.INTERNAL
                : Reason.MALFORMED_HTTP;
    metrics.reject(reason);
    Reply.fault(
            status,
            reason.name(),
            message == null ? HttpStatus.getMessage(status) : String.valueOf(message))
        .sendAndClose(response, callback);
    return true;
  }
}
