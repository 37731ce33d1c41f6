package chat.parley.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** A request that the HTTP decoder gave up on (RFC 9110, 15.5; RFC 6585, 5). */
final class MalformedRequest {
  private MalformedRequest() {}

  static Answer answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    return switch (cause) {
      case TooLongHttpLineException line -> refusal(414, "Request line is too long.");
      case TooLongHttpHeaderException header -> refusal(431, "Request headers are too large.");
      case null, default -> refusal(400, "Malformed request.");
    };
  }

  private static Answer refusal(int status, String detail) {
    return Answer.json(
            status,
            json -> {
              json.writeStartObject();
              json.writeStringField("detail", detail);
              json.writeEndObject();
            })
        .with(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
  }
}
