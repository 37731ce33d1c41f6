package chat.parley.sync;

import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Missed;
import chat.parley.realtime.Outbox;
import chat.parley.realtime.Subscriber;
import chat.parley.users.UserId;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the connections of one event loop when users whom they watch come and go: every 2 s what has
 * changed by then, so that a reconnecting user does not flicker.
 */
final class PresenceWatch {
  private static final long TELL_MILLIS = 2_000;

  private final Hub hub;
  private final PresenceBoard board;
  private final Map<UserId, Watched> watched = new HashMap<>();
  private final Set<UserId> changed = new LinkedHashSet<>();

  /** One user, who watches, and what they were last told. */
  private final class Watched implements Subscriber {
    final UserId user;
    final Set<Outbox> watchers = new HashSet<>();
    boolean online;

    Watched(UserId user) {
      this.user = user;
      this.online = board.isOnline(user);
    }

    @Override
    public void happened(Event event) {
      changed.add(user);
    }

    @Override
    public void missed(Missed missed) {
      // Presence does not last: it has no numbers.
    }
  }

  PresenceWatch(Vertx vertx, Hub hub, PresenceBoard board) {
    this.hub = hub;
    this.board = board;
    vertx.setPeriodic(TELL_MILLIS, id -> tell());
  }

  /** Starts to watch, and tells the present state at once. */
  void watch(List<UserId> users, Outbox watcher) {
    for (UserId user : users) {
      Watched entry =
          watched.computeIfAbsent(
              user,
              u -> {
                Watched added = new Watched(u);
                hub.subscribe(u.presence(), added);
                return added;
              });
      if (entry.watchers.add(watcher)) {
        watcher.offer(ServerFrames.presence(user, board.isOnline(user)));
      }
    }
  }

  void unwatch(List<UserId> users, Outbox watcher) {
    for (UserId user : users) {
      Watched entry = watched.get(user);
      if (entry != null && entry.watchers.remove(watcher) && entry.watchers.isEmpty()) {
        watched.remove(user);
        hub.unsubscribe(user.presence(), entry);
      }
    }
  }

  private void tell() {
    for (UserId user : changed) {
      Watched entry = watched.get(user);
      boolean online = board.isOnline(user);
      if (entry != null && entry.online != online) {
        entry.online = online;
        entry.watchers.forEach(watcher -> watcher.offer(ServerFrames.presence(user, online)));
      }
    }
    changed.clear();
  }
}
