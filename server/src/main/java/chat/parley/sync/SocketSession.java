package chat.parley.sync;

import chat.parley.auth.Access;
import chat.parley.http.Json;
import chat.parley.limits.Limits;
import chat.parley.limits.Rate;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Connection;
import chat.parley.realtime.Outbox;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: takes frames one after the other, lets nothing through before the login, and hands
 * the rest to the {@link Member} that the client turned out to be.
 */
final class SocketSession {
  private final Live live;
  private final Outbox outbox;
  private final Rate.Meter frames;
  private final Runnable stopBeating;
  private final Queue<ClientFrame> early = new ArrayDeque<>();
  private boolean loggingIn;
  private @Nullable Member member;

  private SocketSession(Live live, ServerWebSocket socket) {
    this.live = live;
    this.frames = live.limits().socketFrames().meter();
    Connection connection =
        Connection.of(
            live.vertx(),
            live.flushes(),
            socket,
            live.limits().outboxBytes(),
            live.times().farewell(),
            this::received,
            this::ended);
    this.outbox = connection.outbox();
    this.stopBeating = live.heartbeat().watch(connection);
  }

  /**
   * Serves a socket.
   *
   * @param token from the handshake's Authorization header; the first frame brings it otherwise
   */
  static void serve(Live live, ServerWebSocket socket, Optional<String> token) {
    SocketSession session = new SocketSession(live, socket);
    token.ifPresentOrElse(
        text -> session.logIn(new ClientFrame.Auth(text, Optional.empty(), Map.of())),
        () ->
            live.vertx()
                .setTimer(
                    live.times().login().toMillis(),
                    id -> {
                      if (!session.loggingIn && session.member == null) {
                        session.outbox.close(CloseCode.NO_TOKEN);
                      }
                    }));
  }

  private void received(String text) {
    if (outbox.isClosed()) {
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > Limits.FRAME_BYTES) {
      outbox.close(CloseCode.TOO_BIG);
    } else if (!frames.allows(System.nanoTime())) {
      outbox.close(CloseCode.TOO_MANY);
    } else if (decoded(bytes) instanceof Map<?, ?> object) {
      take(object);
    } else {
      outbox.close(CloseCode.NOT_JSON);
    }
  }

  @SuppressWarnings("unchecked")
  private void take(Map<?, ?> object) {
    try {
      take(ClientFrame.of((Map<String, @Nullable Object>) object));
    } catch (ProblemException refusal) {
      String key = object.get("key") instanceof String text ? text : null;
      refuse(refusal.problem(), key);
    }
  }

  private void take(ClientFrame frame) {
    Member present = member;
    if (present != null) {
      present.take(frame);
    } else if (loggingIn) {
      early.add(frame);
    } else if (frame instanceof ClientFrame.Auth auth) {
      logIn(auth);
    } else if (!(frame instanceof ClientFrame.Unknown)) {
      outbox.close(CloseCode.NO_TOKEN);
    }
  }

  private void refuse(Problem problem, @Nullable String key) {
    if (member == null && !loggingIn) {
      outbox.close(CloseCode.NO_TOKEN);
    } else {
      outbox.send(ServerFrames.error(problem, key));
    }
  }

  private void logIn(ClientFrame.Auth auth) {
    Access access;
    try {
      access = live.tokens().read(auth.token());
    } catch (ProblemException refusal) {
      outbox.close(CloseCode.NO_TOKEN);
      return;
    }
    loggingIn = true;
    Member.join(live, outbox, access, auth)
        .onSuccess(joined -> {
          if (outbox.isClosed()) {
            joined.leave();
            return;
          }
          member = joined;
          early.forEach(this::take);
          early.clear();
        })
        .onFailure(refusal ->
            outbox.close(
                refusal instanceof ProblemException known
                        && known.problem() instanceof Problem.Unauthenticated
                    ? CloseCode.NO_TOKEN
                    : CloseCode.RESTARTING));
  }

  private void ended() {
    stopBeating.run();
    Member present = member;
    member = null;
    if (present != null) {
      present.leave();
    }
  }

  private static @Nullable Object decoded(byte[] bytes) {
    try {
      return Json.decode(bytes);
    } catch (ProblemException refusal) {
      return null;
    }
  }
}
