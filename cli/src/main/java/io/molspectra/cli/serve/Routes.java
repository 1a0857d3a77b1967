package io.molspectra.cli.serve;

import io.molspectra.cli.serve.Problem.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request. Paths are compared as they are: no file is ever looked for. */
final class Routes extends Handler.Abstract.NonBlocking {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private static final String ELSEWHERE = "other";

  /** The work for a request may take so long; answers that are ready by then are given. */
  private static final Duration WORK = Duration.ofSeconds(60);

  private final Map<String, Route> routes;
  private final ServerSettings settings;
  private final Health health;
  private final Workers workers;
  private final ByteBudget budget;
  private final ServeMetrics metrics;
  private final WaitingConnections waiting;

  Routes(
      Map<String, Route> routes,
      ServerSettings settings,
      Health health,
      Workers workers,
      ByteBudget budget,
      ServeMetrics metrics,
      WaitingConnections waiting) {
    this.routes = routes;
    this.settings = settings;
    this.health = health;
    this.workers = workers;
    this.budget = budget;
    this.metrics = metrics;
    this.waiting = waiting;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Route route = routes.get(path);
    long start = System.nanoTime();
    waiting.requested(request);
    Request.addCompletionListener(
        request,
        failure -> {
          String name = route == null ? ELSEWHERE : path;
          metrics.request(name, response.getStatus(), System.nanoTime() - start);
        });
    try {
      answer(route, request, response, callback);
    } catch (Problem problem) {
      refuseAfterBody(problem, request, response, callback);
    }
    return true;
  }

  private void answer(
      @Nullable Route route, Request request, Response response, Callback callback) {
    if (route == null) {
      throw new Problem(
              Reason.NOT_FOUND,
              "there is nothing here; there are "
                  + String.join(", ", new TreeSet<>(routes.keySet())))
          .with("paths", new TreeSet<>(routes.keySet()));
    }
    String method = request.getMethod();
    if (route instanceof Route.Look look
        && (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method))) {
      look.answer().get().send(response, callback);
    } else if (route instanceof Route.Question question && HttpMethod.POST.is(method)) {
      health.requireReady();
      requireJson(request);
      read(
          request,
          body -> queue(question, body, request, response, callback),
          unread -> refuseUnread(unread, unread, response, callback));
    } else {
      response.getHeaders().put(HttpHeader.ALLOW, route.allowed());
      throw new Problem(
          Reason.METHOD_NOT_ALLOWED,
          "%s is not done here; use %s".formatted(method, route.allowed()));
    }
  }

  /** Also what keeps pages of other origins from asking: browsers ask first for this type. */
  private static void requireJson(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String plain =
        type == null ? "nothing" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals(Reply.JSON)) {
      throw new Problem(
          Reason.UNSUPPORTED_MEDIA_TYPE,
          "the body is said to be %s; send it with Content-Type: application/json"
              .formatted(plain));
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new Problem(
          Reason.UNSUPPORTED_MEDIA_TYPE,
          "Content-Encoding %s is not read; send the body as it is".formatted(encoding));
    }
  }

  private void read(Request request, Consumer<byte[]> whole, Consumer<Problem> failed) {
    BodyReader.read(
        request,
        settings.limits().bodyBytes(),
        budget,
        settings.patience(),
        request.getComponents().getScheduler(),
        whole,
        failed);
  }

  private void queue(
      Route.Question question, byte[] body, Request request, Response response, Callback callback) {
    long queued = System.nanoTime();
    Runnable work =
        () -> {
          Reply reply = reply(question, body, System.nanoTime() - queued);
          budget.owe(reply.content().length);
          Request.addCompletionListener(
              request, failure -> budget.giveBack(reply.content().length));
          budget.giveBack(body.length);
          reply.send(response, callback);
        };
    if (!workers.offer(work)) {
      budget.giveBack(body.length);
      refuse(
          new Problem(
              Reason.OVERLOADED,
              "%d requests are waiting (--max-queue); try again in a second"
                  .formatted(settings.limits().queued())),
          response,
          callback);
    }
  }

  private Reply reply(Route.Question question, byte[] body, long waited) {
    try {
      if (waited > settings.patience().toNanos()) {
        throw new Problem(Reason.OVERLOADED, "the request waited too long; try again in a second");
      }
      return Reply.json(
          HttpStatus.OK_200, question.answer().apply(body, new Deadline(WORK, workers::isStopped)));
    } catch (Problem problem) {
      metrics.reject(problem.reason());
      return Reply.of(problem);
    } catch (RuntimeException | Error failure) {
      LOG.error("a request failed", failure);
      Problem problem =
          new Problem(
              Reason.INTERNAL, "the server failed (%s); its log says where".formatted(failure));
      metrics.reject(problem.reason());
      return Reply.of(problem);
    }
  }

  /** The body is read first, so that the connection can be used again. */
  private void refuseAfterBody(
      Problem problem, Request request, Response response, Callback callback) {
    read(
        request,
        body -> {
          budget.giveBack(body.length);
          refuse(problem, response, callback);
        },
        unread -> refuseUnread(problem, unread, response, callback));
  }

  private void refuse(Problem problem, Response response, Callback callback) {
    metrics.reject(problem.reason());
    Reply.of(problem).send(response, callback);
  }

  /**
   * @param unread why the body was not read to its end
   */
  private void refuseUnread(Problem problem, Problem unread, Response response, Callback callback) {
    metrics.reject(problem.reason());
    boolean hasTimeLeft = unread.reason() != Reason.SLOW_CLIENT;
    Reply.of(problem)
        .sendAndClose(response, hasTimeLeft ? afterUnreadBody(response, callback) : callback);
  }

  private Callback afterUnreadBody(Response response, Callback callback) {
    return Callback.from(
        () -> UnreadBody.drop(response.getRequest(), settings.patience(), callback),
        callback::failed);
  }
}
