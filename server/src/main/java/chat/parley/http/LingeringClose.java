package chat.parley.http;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection after its last answer, though not at once: a client that is still sending would be
 * reset and lose the answer (RFC 9112, 9.6). What it sends meanwhile is dropped, for 3 s at most.
 */
final class LingeringClose {
  private static final long NO_ERROR = 0;
  private static final long MILLIS = TimeUnit.SECONDS.toMillis(3);

  private final Vertx vertx;

  LingeringClose(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Whether an answer says that it is the last one. */
  static boolean isDueAfter(HttpServerResponse response) {
    return response.headers().contains(HttpHeaders.CONNECTION, HttpHeaderValues.CLOSE, true);
  }

  /** Sends the last answer to a request whose body may not have come to its end. */
  void send(HttpServerRequest request, @Nullable Buffer body) {
    HttpServerResponse response = request.response();
    Future<Void> sent = body == null ? response.end() : response.end(body);
    if (request.version() == HttpVersion.HTTP_2) {
      // There is nothing to linger for: what else comes is for this request alone (RFC 9113, 8.1).
      if (!request.isEnded()) {
        sent.onSuccess(done -> response.reset(NO_ERROR));
      }
    } else if (request.isEnded()) {
      sent.onComplete(gone -> request.connection().close());
    } else {
      request.end().onComplete(ended -> request.connection().close());
      vertx.setTimer(MILLIS, late -> request.connection().close());
    }
  }

  /** Sends the last answer to what is no request. Vert.x closes as soon as such an answer ends. */
  void sendToMalformed(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    response.write(body);
    vertx.setTimer(
        MILLIS,
        late -> {
          if (!response.closed()) {
            response.end();
          }
        });
  }
}
