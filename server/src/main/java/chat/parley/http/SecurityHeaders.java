package chat.parley.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * What every answer tells browsers (OWASP REST Security Cheat Sheet): to take it for nothing but what it
 * says it is, to show it in no frame, and to fetch nothing for it. A page says itself what it may fetch. The
 * names and values are encoded once.
 */
final class SecurityHeaders {
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence FRAMES = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence TRANSPORT =
      HttpHeaders.createOptimized("Strict-Transport-Security");

  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  private SecurityHeaders() {}

  /** Sets them; an answer may set one of them otherwise. */
  static void addTo(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response
        .putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF)
        .putHeader(FRAMES, DENY)
        .putHeader(REFERRER, SAME_ORIGIN)
        .putHeader(POLICY, NOTHING);
    if (request.isSSL()) {
      response.putHeader(TRANSPORT, A_YEAR);
    }
  }
}
