package chat.parley.sync;

import chat.parley.auth.AccessTokens;
import chat.parley.auth.SignOffs;
import chat.parley.http.Guard;
import chat.parley.http.Routes;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.messages.MessageWriter;
import chat.parley.realtime.Bus;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Flushes;
import chat.parley.realtime.Heartbeat;
import chat.parley.realtime.Hub;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** {@code /ws/chat/} and the event streams, on one event loop. */
public final class LiveEndpoints {
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
      RoomStore rooms,
      SyncStore store,
      MessageWriter writer,
      Bus bus,
      Hub hub,
      SignOffs signOffs,
      PresenceBoard board,
      Limits limits,
      Times times,
      SyncCounts counts) {
    Memberships memberships = new Memberships(store);
    hub.alsoCompare(memberships::compare);
    this.live =
        new Live(
            vertx,
            epoch,
            tokens,
            users,
            rooms,
            store,
            writer,
            bus,
            hub,
            new Connected(vertx, signOffs),
            new Heartbeat(vertx, times.beat(), times.silence()),
            new Flushes(vertx),
            board,
            new PresenceWatch(vertx, bus, hub, board, times),
            memberships,
            limits,
            times,
            counts);
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    new EventStreamEndpoint(live).addTo(routes, guard);
    routes.add("/ws/chat/", new SocketEndpoint(live));
  }

  /**
   * Sends every client away to come back, to this node or another, and those that still come.
   *
   * @param most over what time; few clients take less
   * @return completes when all of them have been told
   */
  public Future<Void> sendAway(Duration most) {
    return live.heartbeat().closeAll(CloseCode.RESTARTING, most);
  }
}
