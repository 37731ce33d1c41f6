package chat.parley.sync;

import chat.parley.realtime.Outbox;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All rooms of one client. */
final class RoomViews {
  private static final int AT_ONCE = 8;

  private final Live live;
  private final Outbox outbox;
  private final UserId user;
  private final Map<RoomId, RoomView> views = new HashMap<>();
  private Memberships.Tally tally = Memberships.Tally.NONE;

  RoomViews(Live live, Outbox outbox, UserId user) {
    this.live = live;
    this.outbox = outbox;
    this.user = user;
  }

  boolean contains(RoomId room) {
    return views.containsKey(room);
  }

  Set<RoomId> ids() {
    return Set.copyOf(views.keySet());
  }

  Memberships.Tally tally() {
    return tally;
  }

  /** Starts to listen to a room; what happens in it is held back until the view follows. */
  RoomView open(RoomId room) {
    RoomView view =
        new RoomView(live.vertx(), live.store(), live.hub(), outbox, room, user, () -> close(room));
    views.put(room, view);
    tally = tally.with(room);
    view.open();
    return view;
  }

  /** Stops to listen to a room. */
  void close(RoomId room) {
    RoomView view = views.remove(room);
    if (view != null) {
      tally = tally.without(room);
      view.close();
    }
  }

  /**
   * Brings all rooms from what the client holds to the present, a few at a time.
   *
   * @param held the client's numbers; rooms that are not among them begin at the present
   * @param sameEpoch whether the client's numbers mean anything
   */
  Future<Void> follow(List<RoomState> states, Map<RoomId, Long> held, boolean sameEpoch) {
    Future<Void> all = Future.succeededFuture();
    for (int i = 0; i < states.size(); i += AT_ONCE) {
      List<RoomState> some = states.subList(i, Math.min(i + AT_ONCE, states.size()));
      all = all.compose(next -> followSome(some, held, sameEpoch));
    }
    return all;
  }

  void close() {
    views.values().forEach(RoomView::close);
    views.clear();
  }

  private Future<Void> followSome(
      List<RoomState> states, Map<RoomId, Long> held, boolean sameEpoch) {
    List<Future<Void>> following = new ArrayList<>();
    for (RoomState state : states) {
      RoomView view = views.get(state.room());
      if (view != null) {
        long start = start(state, held, sameEpoch);
        if (held.containsKey(state.room())) {
          live.counts().cameBack(start >= 0);
        }
        if (start < 0) {
          following.add(outbox.sendPage(ServerFrames.reset(state.room(), state.seq())));
        }
        following.add(view.follow(start < 0 ? state.seq() : start, state.seq()));
      }
    }
    return Future.join(following).mapEmpty();
  }

  /** Where a client goes on: at the present unless it says otherwise, -1 if that is of no use. */
  private static long start(RoomState state, Map<RoomId, Long> held, boolean sameEpoch) {
    long named = held.getOrDefault(state.room(), state.seq());
    boolean usable =
        named >= 0 && named <= state.seq() && (sameEpoch || !held.containsKey(state.room()));
    return usable ? named : -1;
  }
}
