package chat.parley.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins use the API (WHATWG Fetch, 3.2). Credentials travel in a header that such
 * a page sets itself, never in cookies.
 *
 * @param origins such as {@code https://example.com}; {@code *} for all
 */
public record Cors(Set<String> origins) {
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, If-None-Match, Prefer, X-Request-Id";
  private static final String RESPONSE_HEADERS =
      "Room-Seq, ETag, Retry-After, Idempotent-Replayed, X-Request-Id";
  private static final String SECONDS = "600";

  /** Says on an answer that the page which asked may read it. */
  void allow(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (!origins.isEmpty()) {
      request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (isAllowed(origin)) {
      request
          .response()
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
    }
  }

  /** Whether a browser asks if it may ask. */
  boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
        && isAllowed(request.getHeader(HttpHeaders.ORIGIN));
  }

  void answerPreflight(HttpServerRequest request) {
    allow(request);
    HttpServerResponse response = request.response();
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS)
        .end();
  }

  private boolean isAllowed(@Nullable String origin) {
    return origin != null && (origins.contains(origin) || origins.contains("*"));
  }
}
