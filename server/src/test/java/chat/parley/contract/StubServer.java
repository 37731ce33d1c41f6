package chat.parley.contract;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers what a test told it to, in turn and in chunks, and 404 after that. It registers
 * anybody: ids count from 1, and an access token is the user's name.
 */
final class StubServer implements AutoCloseable {
  private record Scripted(int status, Map<String, String> headers, String body) {}

  private static final Scripted NONE = new Scripted(404, Map.of(), "");
  private static final Scripted HANG_UP = new Scripted(0, Map.of(), "");

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Scripted> script = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger users = new AtomicInteger();
  private final HttpServer server;
  private volatile boolean refusing;

  StubServer() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(body -> answer(request, body.toString())))
            .listen(0, "127.0.0.1")
            .await();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** All requests so far, as {@code METHOD target Authorization body}. */
  List<String> requests() {
    return requests;
  }

  void answer(int status, Map<String, String> headers, String body) {
    script.add(new Scripted(status, headers, body));
  }

  /** Closes the connection in place of the next answer. */
  void hangUp() {
    script.add(HANG_UP);
  }

  /** Answers 429 to all registrations from now on. */
  void refuseRegistrations() {
    refusing = true;
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private void answer(HttpServerRequest request, String body) {
    requests.add(
        "%s %s %s %s"
            .formatted(request.method(), request.uri(), request.getHeader("Authorization"), body));
    switch (request.uri()) {
      case "/api/register/" -> {
        int status = refusing ? 429 : 201;
        send(request, status, Map.of(), "{\"id\":%d}".formatted(users.incrementAndGet()));
      }
      case "/api/token/" -> {
        String name = new JsonObject(body).getString("username");
        send(request, 200, Map.of(), new JsonObject().put("access", name).encode());
      }
      default -> {
        Scripted next = script.isEmpty() ? NONE : script.remove();
        if (next.equals(HANG_UP)) {
          request.connection().close();
        } else {
          send(request, next.status(), next.headers(), next.body());
        }
      }
    }
  }

  private static void send(
      HttpServerRequest request, int status, Map<String, String> headers, String body) {
    HttpServerResponse response = request.response().setStatusCode(status).setChunked(true);
    response.headers().addAll(headers);
    response.write(body.substring(0, body.length() / 2));
    response.end(body.substring(body.length() / 2));
  }
}
