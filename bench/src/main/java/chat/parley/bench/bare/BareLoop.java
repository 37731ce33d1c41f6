package chat.parley.bench.bare;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event loop: the same answer to each request; and a broadcast, which tells what one WebSocket sends into
 * a room to all that are in it, on every loop. The text is encoded once a loop, which Vert.x takes in binary
 * frames only.
 */
final class BareLoop extends VerticleBase {
  private static final int ANY_PORT = -1;

  private final Map<String, String> headers;
  private final Buffer body;
  private final Map<String, List<ServerWebSocket>> rooms = new HashMap<>();
  private List<BareLoop> all = List.of();
  private @Nullable Context home;
  private @Nullable HttpServer server;

  BareLoop(Map<String, String> headers, Buffer body) {
    this.headers = headers;
    this.body = body;
  }

  /** Makes known to each other the loops that share sockets. */
  void meet(List<BareLoop> all) {
    this.all = all;
  }

  int port() {
    HttpServer started = server;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started.actualPort();
  }

  @Override
  public Future<?> start() {
    home = context;
    HttpServer created =
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(ANY_PORT));
    server = created;
    return created.requestHandler(this::answer).listen();
  }

  private void answer(HttpServerRequest request) {
    if (request.headers().contains("Upgrade")) {
      var _ =
          request.toWebSocket().onSuccess(socket -> join(socket, String.valueOf(request.query())));
      return;
    }
    headers.forEach((name, value) -> request.response().putHeader(name, value));
    var _ = request.response().end(body);
  }

  /** The query names the rooms, with commas between them. */
  private void join(ServerWebSocket socket, String names) {
    for (String room : names.split(",", -1)) {
      rooms.computeIfAbsent(room, name -> new ArrayList<>()).add(socket);
    }
    socket.textMessageHandler(text -> {
      BareFrame frame = BareFrame.of(text);
      all.forEach(loop -> loop.tell(frame));
    });
    var _ = socket.writeTextMessage("{\"type\":\"synced\"}");
  }

  private void tell(BareFrame message) {
    Context context = home;
    if (context != null) {
      context.runOnContext(go -> {
        Buffer frame = Buffer.buffer(message.json());
        for (ServerWebSocket socket : rooms.getOrDefault(message.room(), List.of())) {
          var _ = socket.writeBinaryMessage(frame);
        }
      });
    }
  }
}
