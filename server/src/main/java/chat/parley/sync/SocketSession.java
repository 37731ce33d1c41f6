package chat.parley.sync;

import chat.parley.http.Json;
import chat.parley.limits.Limits;
import chat.parley.limits.Rate;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Connection;
import chat.parley.realtime.Outbox;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: takes frames one after the other, lets nothing through before the login, and hands
 * the rest to the {@link Member} that the client turned out to be.
 */
final class SocketSession {
  /** What may wait for the end of a login, which may wait for an issuer's keys; in bytes. */
  private static final int MOST_EARLY = 8 * Limits.FRAME_BYTES;

  private final Live live;
  private final Outbox outbox;
  private final Rate.Meter frames;
  private final Runnable stopBeating;
  private List<ClientFrame> early = new ArrayList<>();
  private final String address;
  private final boolean placed;
  private @Nullable UserId user;
  private boolean loggingIn;
  private int earlyBytes;
  private @Nullable Member member;

  private SocketSession(Live live, ServerWebSocket socket, String address) {
    this.live = live;
    this.address = address;
    this.placed = live.limits().socketsOfAddress().take(address);
    this.frames = live.limits().socketFrames().meter();
    Connection connection =
        Connection.of(
            live.vertx(),
            live.flushes(),
            socket,
            live.limits().outboxBytes(),
            live.counts().connections(),
            live.times().farewell(),
            this::received,
            this::ended);
    this.outbox = connection.outbox();
    this.stopBeating = live.heartbeat().watch(connection);
  }

  /**
   * Serves a socket.
   *
   * @param address of the client
   * @param token from the handshake's Authorization header; the first frame brings it otherwise
   */
  static void serve(Live live, ServerWebSocket socket, String address, Optional<String> token) {
    SocketSession session = new SocketSession(live, socket, address);
    if (!session.placed) {
      session.outbox.close(CloseCode.TOO_MANY_SOCKETS);
      return;
    }
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

  private void received(byte[] bytes) {
    earlyBytes += loggingIn && member == null ? bytes.length : 0;
    if (!frames.allows(System.nanoTime()) || earlyBytes > MOST_EARLY) {
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
    loggingIn = true;
    live.tokens()
        .read(auth.token())
        .compose(access ->
            takesPlace(access.user())
                ? Member.join(live, outbox, access, auth)
                : Future.failedFuture("no place"))
        .onSuccess(joined -> {
          if (outbox.isClosed()) {
            joined.leave();
            return;
          }
          member = joined;
          early.forEach(this::take);
          early = List.of();
        })
        .onFailure(refusal ->
            outbox.close(
                refusal instanceof ProblemException known
                        && known.problem() instanceof Problem.Unauthenticated
                    ? CloseCode.NO_TOKEN
                    : CloseCode.RESTARTING));
  }

  /** Closes where the user has taken all places. */
  private boolean takesPlace(UserId owner) {
    if (outbox.isClosed()) {
      return false;
    }
    boolean takes = live.limits().socketsOfUser().take(owner.value());
    if (takes) {
      user = owner;
    } else {
      outbox.close(CloseCode.TOO_MANY_SOCKETS);
    }
    return takes;
  }

  private void ended() {
    stopBeating.run();
    if (placed) {
      live.limits().socketsOfAddress().leave(address);
    }
    UserId known = user;
    if (known != null) {
      live.limits().socketsOfUser().leave(known.value());
    }
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
