package chat.parley.sync;

import chat.parley.auth.AccessTokens;
import chat.parley.http.Guard;
import chat.parley.http.Routes;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.messages.MessageWriter;
import chat.parley.realtime.Bus;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Heartbeat;
import chat.parley.realtime.Hub;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Vertx;

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
      PresenceBoard board,
      Limits limits,
      Times times,
      SyncCounts counts) {
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
            new Heartbeat(vertx, times.beat(), times.silence()),
            board,
            new PresenceWatch(vertx, hub, board, times.presence()),
            limits,
            times,
            counts);
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    new EventStreamEndpoint(live).addTo(routes, guard);
    routes.add("/ws/chat/", new SocketEndpoint(live));
  }

  /** Sends every client away to come back, to this node or another. */
  public void closeAll() {
    live.heartbeat().closeAll(CloseCode.RESTARTING);
  }
}
