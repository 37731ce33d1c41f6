package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request, and sends the answer. Nothing that goes wrong reaches the client raw. */
public final class Dispatcher implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Future<Body> NO_BODY = Future.failedFuture("the method has no body");

  private final Vertx vertx;
  private final Routes routes;
  private final Cors cors;
  private final Draining draining;
  private final Duration arrival;
  private final LingeringClose lastly;

  /**
   * A dispatcher for one event loop.
   *
   * @param cors which pages of other origins may ask
   * @param draining whether each answer is its connection's last
   */
  public Dispatcher(Vertx vertx, Routes routes, Cors cors, Draining draining) {
    this(vertx, routes, cors, draining, Body.ARRIVAL);
  }

  /**
   * As above.
   *
   * @param arrival how long a body may take to arrive
   */
  Dispatcher(Vertx vertx, Routes routes, Cors cors, Draining draining, Duration arrival) {
    this.vertx = vertx;
    this.routes = routes;
    this.cors = cors;
    this.draining = draining;
    this.arrival = arrival;
    this.lastly = new LingeringClose(vertx);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (cors.isPreflight(request)) {
      cors.answerPreflight(request);
      return;
    }
    cors.allow(request);
    Routes.Match match = routes.find(request.path() == null ? "" : request.path());
    if (match == null) {
      send(request, "", ProblemAnswers.of(Problem.NotFound.THING));
      return;
    }
    Endpoint endpoint = match.endpoint();
    if (endpoint.redirectsToSlash() && !match.address().slash() && isRead(request)) {
      send(request, "", Answer.redirect(match.address().path() + Query.parse(request.query())));
      return;
    }
    Future<Body> body = hasBody(request) ? Body.read(vertx, request, arrival) : NO_BODY;
    Exchange exchange = new Exchange(request, match.address(), body);
    try {
      endpoint
          .answer(exchange)
          .recover(failure -> Future.succeededFuture(refusal(request, failure)))
          .onSuccess(answer -> send(request, endpoint.allow(), answer));
    } catch (RuntimeException fault) {
      send(request, endpoint.allow(), refusal(request, fault));
    }
  }

  /** What a request is answered that is not even HTTP. */
  public void refuseMalformed(HttpServerRequest request) {
    send(request, "", MalformedRequest.answer(request));
  }

  private static Answer refusal(HttpServerRequest request, Throwable failure) {
    if (failure instanceof ProblemException refusal) {
      if (refusal.problem() instanceof Problem.Unavailable) {
        LOG.warn(
            "{} {} could not be answered: {}", request.method(), request.path(), cause(refusal));
      }
      return ProblemAnswers.of(refusal.problem());
    }
    LOG.error("{} {} failed", request.method(), request.path(), failure);
    return Answer.json(
        500,
        json -> {
          json.writeStartObject();
          json.writeStringField("detail", "A server error occurred.");
          json.writeEndObject();
        });
  }

  private static String cause(ProblemException refusal) {
    Throwable cause = refusal.getCause();
    return cause == null ? refusal.problem().detail() : cause.toString();
  }

  private void send(HttpServerRequest request, String allow, Answer answer) {
    HttpServerResponse response = request.response();
    if (answer.isBegun() || response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    if (!allow.isEmpty()) {
      response.putHeader(HttpHeaders.ALLOW, allow);
    }
    if (answer.contentType() != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    answer.headers().forEach(header -> response.putHeader(header.name(), header.value()));
    if (draining.isBegun()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Buffer body = answer.body();
    if (request.decoderResult().isFailure() && body != null) {
      lastly.sendToMalformed(request, body);
      return;
    }
    if (body != null && request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      body = null;
    }
    if (LingeringClose.isDueAfter(response)) {
      lastly.send(request, body);
    } else if (body == null) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static boolean hasBody(HttpServerRequest request) {
    HttpMethod method = request.method();
    return method.equals(HttpMethod.POST)
        || method.equals(HttpMethod.PUT)
        || method.equals(HttpMethod.PATCH);
  }
}
