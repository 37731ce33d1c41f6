package chat.parley.http;

import chat.parley.config.Network;
import chat.parley.measure.Traces;
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
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** Finds who answers a request, and sends the answer. Nothing that goes wrong reaches the client raw. */
public final class Dispatcher implements Handler<HttpServerRequest> {
  private static final Future<Body> NO_BODY = Future.failedFuture("the method has no body");

  private static final String VARY = HttpHeaders.VARY.toString();

  /** As what a socket or a stream is counted that goes on by itself. */
  private static final int BEGUN = 101;

  private final Vertx vertx;
  private final Routes routes;
  private final Cors cors;
  private final Draining draining;
  private final Traffic traffic;
  private final Traces traces;
  private final Traffic.Route nowhere;
  private final RequestIds ids = new RequestIds();
  private final List<Network> trusted;
  private final Body.Bounds bounds;
  private final LingeringClose lastly;

  /**
   * A dispatcher for one event loop.
   *
   * @param cors which pages of other origins may ask
   * @param trusted the proxies that are believed what they say of the client
   * @param draining whether each answer is its connection's last
   * @param traffic counts the requests
   * @param traces follows them
   * @param bounds of the requests' bodies
   */
  public Dispatcher(
      Vertx vertx,
      Routes routes,
      Cors cors,
      List<Network> trusted,
      Draining draining,
      Traffic traffic,
      Traces traces,
      Body.Bounds bounds) {
    this.vertx = vertx;
    this.routes = routes;
    this.cors = cors;
    this.trusted = trusted;
    this.draining = draining;
    this.traffic = traffic;
    this.traces = traces;
    this.nowhere = traffic.of(Traffic.NOWHERE);
    this.bounds = bounds;
    this.lastly = new LingeringClose(vertx);
  }

  @Override
  public void handle(HttpServerRequest request) {
    SecurityHeaders.addTo(request);
    if (cors.isPreflight(request)) {
      cors.answerPreflight(request);
      return;
    }
    cors.allow(request);
    Routes.Match match = routes.find(request.path() == null ? "" : request.path());
    Passage passage = passage(request, match == null ? nowhere : traffic.of(match.pattern()));
    if (match == null) {
      send(passage, "", ProblemAnswers.of(Problem.NotFound.THING));
      return;
    }
    Endpoint endpoint = match.endpoint();
    if (endpoint.redirectsToSlash() && !match.address().slash() && isRead(request)) {
      send(passage, "", Answer.redirect(match.address().path() + Query.quoted(request.query())));
      return;
    }
    Future<Body> body = hasBody(request) ? Body.read(vertx, request, bounds) : NO_BODY;
    Exchange exchange = new Exchange(request, match.address(), body, trusted);
    try {
      endpoint
          .answer(exchange)
          .recover(failure -> Future.succeededFuture(refusal(passage, failure)))
          .onSuccess(answer -> send(passage, endpoint.allow(), answer));
    } catch (RuntimeException fault) {
      send(passage, endpoint.allow(), refusal(passage, fault));
    }
  }

  /** What a request is answered that is not even HTTP. */
  public void refuseMalformed(HttpServerRequest request) {
    SecurityHeaders.addTo(request);
    send(passage(request, nowhere), "", MalformedRequest.answer(request));
  }

  private Passage passage(HttpServerRequest request, Traffic.Route route) {
    String id = ids.of(request.getHeader(RequestIds.HEADER));
    request.response().putHeader(RequestIds.HEADER, id);
    Traces.Traced span = traces.request(request.method().name(), request::getHeader);
    return new Passage(request, route, id, span, System.nanoTime());
  }

  private static Answer refusal(Passage passage, Throwable failure) {
    passage.failed(failure);
    return failure instanceof ProblemException refusal
        ? ProblemAnswers.of(refusal.problem())
        : Answer.json(
            500,
            json -> {
              json.writeStartObject();
              json.writeStringField("detail", "A server error occurred.");
              json.writeEndObject();
            });
  }

  private void send(Passage passage, String allow, Answer answer) {
    passage.answered(answer.isBegun() ? BEGUN : answer.status());
    HttpServerRequest request = passage.request();
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
    answer.headers().forEach(header -> put(response, header));
    if (draining.isBegun()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    boolean last = LingeringClose.isDueAfter(response);
    if (request.version() == HttpVersion.HTTP_2) {
      response.headers().remove(HttpHeaders.CONNECTION).remove(HttpHeaders.UPGRADE);
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
    if (last) {
      lastly.send(request, body);
    } else if (body == null) {
      response.end();
    } else {
      response.end(body);
    }
  }

  /** What the answer varies by comes on top of what it varies by as an answer to other origins. */
  private static void put(HttpServerResponse response, Answer.Header header) {
    if (VARY.contentEquals(header.name())) {
      response.headers().add(header.name(), header.value());
    } else {
      response.putHeader(header.name(), header.value());
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
