package chat.parley.sync;

import chat.parley.auth.AccessTokens;
import chat.parley.auth.Bearer;
import chat.parley.http.Guard;
import chat.parley.http.Routes;
import chat.parley.limits.Limits;
import chat.parley.messages.MessageWriter;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Heartbeat;
import chat.parley.realtime.Hub;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.Optional;

/** {@code /ws/chat/} and the event streams, on one event loop. */
public final class LiveEndpoints {
  private static final String PATH = "/ws/chat";
  private static final int NOT_FOUND = 404;

  private final Live live;

  /**
   * @param epoch the store that all numbers are of
   * @param hub this event loop's
   * @param board all event loops'
   */
  public LiveEndpoints(
      Vertx vertx,
      String epoch,
      AccessTokens tokens,
      UserStore users,
      SyncStore store,
      MessageWriter writer,
      Bus bus,
      Hub hub,
      PresenceBoard board,
      Limits limits) {
    this.live =
        new Live(
            vertx,
            epoch,
            tokens,
            users,
            store,
            writer,
            bus,
            hub,
            new Heartbeat(vertx),
            board,
            new PresenceWatch(vertx, hub, board),
            limits);
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    new EventStreamEndpoint(live).addTo(routes, guard);
  }

  public void addTo(HttpServer server) {
    server.webSocketHandshakeHandler(LiveEndpoints::shakeHands).webSocketHandler(this::serve);
  }

  /** Sends every client away to come back, to this node or another. */
  public void closeAll() {
    live.heartbeat().closeAll(CloseCode.RESTARTING);
  }

  private static void shakeHands(ServerWebSocketHandshake handshake) {
    String path = handshake.path();
    if (path.equals(PATH) || path.equals(PATH + "/")) {
      handshake.accept();
    } else {
      handshake.reject(NOT_FOUND);
    }
  }

  private void serve(ServerWebSocket socket) {
    SocketSession.serve(live, socket, token(socket));
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
}
