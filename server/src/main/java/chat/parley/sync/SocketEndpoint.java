package chat.parley.sync;

import chat.parley.auth.Bearer;
import chat.parley.http.Answer;
import chat.parley.http.Endpoint;
import chat.parley.http.Exchange;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** {@code GET /ws/chat/}: all my rooms, over one WebSocket (RFC 6455). */
final class SocketEndpoint implements Endpoint {
  private static final int UPGRADE_REQUIRED = 426;

  private final Live live;

  SocketEndpoint(Live live) {
    this.live = live;
  }

  @Override
  public String allow() {
    return "GET";
  }

  /** A handshake that is not in order is answered 400 by Vert.x. */
  @Override
  public Future<Answer> answer(Exchange exchange) {
    if (!"websocket".equalsIgnoreCase(exchange.header(HttpHeaders.UPGRADE))) {
      return Future.succeededFuture(upgradeRequired());
    }
    String address = exchange.client().block();
    return exchange
        .request()
        .toWebSocket()
        .onSuccess(socket -> SocketSession.serve(live, socket, address, token(socket)))
        .map(Answer.begun())
        .otherwise(Answer.begun());
  }

  /** A header that is there but wrong is a token that is not valid. */
  private static Optional<String> token(ServerWebSocket socket) {
    String header = socket.headers().get(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Bearer.token(header).orElse(""));
    } catch (ProblemException refusal) {
      return Optional.of("");
    }
  }

  private static Answer upgradeRequired() {
    return Answer.json(
            UPGRADE_REQUIRED,
            json -> {
              json.writeStartObject();
              json.writeStringField("detail", "This address speaks WebSocket.");
              json.writeEndObject();
            })
        .with(HttpHeaders.UPGRADE, "websocket")
        .with(HttpHeaders.CONNECTION, "Upgrade");
  }
}
