package chat.parley.sync;

import chat.parley.auth.Access;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Connection;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One room as server-sent events (WHATWG HTML, 9.2), for one client. Ends with the token. */
final class EventStream implements Memberships.Holder {
  static final String MEDIA_TYPE = "text/event-stream";

  private final Live live;
  private final UserId user;
  private final RoomId room;
  private final Connection connection;
  private final TokenClock clock;
  private final RoomView view;
  private final Runnable stopBeating;
  private final Runnable forget;
  private final Runnable leave;
  private Optional<Memberships.Tally> known = Optional.empty();

  private EventStream(
      Live live, RoomId room, Access access, HttpServerResponse response, Runnable leave) {
    this.live = live;
    this.leave = leave;
    this.user = access.user();
    this.room = room;
    this.connection =
        Connection.of(
            live.vertx(),
            response,
            live.limits().outboxBytes(),
            live.counts().connections(),
            this::ended);
    this.clock = new TokenClock(live.vertx(), connection.outbox(), Duration.ZERO);
    this.view =
        new RoomView(
            live.vertx(),
            live.store(),
            live.hub(),
            connection.outbox(),
            room,
            access.user(),
            this::left);
    this.stopBeating = live.heartbeat().watch(connection);
    this.forget = live.memberships().hold(access.user(), this);
    clock.set(access.expires());
    live.connected().add(connection.outbox(), access);
    view.open();
  }

  /**
   * Begins the answer, and goes on with it.
   *
   * @param held the number that the client holds, if it is of this store; none to begin at the present
   * @param present the room's number a moment ago
   * @param leave run when the stream has ended
   */
  static void begin(
      Live live,
      RoomId room,
      Access access,
      HttpServerResponse response,
      Optional<Long> held,
      long present,
      Runnable leave) {
    if (response.closed()) {
      leave.run();
      return;
    }
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .putHeader("Room-Seq", Long.toString(present))
        .writeHead();
    held.ifPresent(seq -> live.counts().cameBack(seq <= present));
    new EventStream(live, room, access, response, leave).follow(held, present);
  }

  /** A stream does not know of the user's other rooms: it looks once, and then at what changes. */
  @Override
  public boolean agrees(Memberships.Tally present) {
    return known.filter(present::equals).isPresent();
  }

  @Override
  public Set<RoomId> rooms() {
    return Set.of(room);
  }

  @Override
  public void correct(Set<RoomId> before, Set<RoomId> present) {
    known = Optional.of(Memberships.Tally.of(present));
    if (!present.contains(room)) {
      left();
    }
  }

  private void left() {
    connection.outbox().close(CloseCode.NO_TOKEN);
  }

  private void follow(Optional<Long> held, long present) {
    if (held.filter(seq -> seq > present).isPresent()) {
      connection.outbox().send(ServerFrames.reset(room, present));
    }
    view.follow(held.filter(seq -> seq <= present).orElse(present), present);
  }

  private void ended() {
    clock.stop();
    live.connected().remove(connection.outbox(), user);
    view.close();
    stopBeating.run();
    forget.run();
    leave.run();
  }
}
