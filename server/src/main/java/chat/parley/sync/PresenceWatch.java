package chat.parley.sync;

import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Missed;
import chat.parley.realtime.Outbox;
import chat.parley.realtime.Subscriber;
import chat.parley.users.UserId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the connections of one event loop when users whom they watch come and go: from time to time what has
 * changed by then, so that a reconnecting user does not flicker.
 */
final class PresenceWatch {
  private final Hub hub;
  private final PresenceBoard board;
  private final Map<UserId, Watched> watched = new HashMap<>();
  private final Set<UserId> changed = new LinkedHashSet<>();

  /** One user, who watches, and what they were last told. */
  private final class Watched implements Subscriber {
    final UserId user;
    final Set<Outbox> watchers = new HashSet<>();
    boolean online;

    /** Listens before it looks, so that no change falls between the two. */
    Watched(UserId user) {
      this.user = user;
      hub.subscribe(user.presence(), this);
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

  PresenceWatch(Vertx vertx, Hub hub, PresenceBoard board, Duration batch) {
    this.hub = hub;
    this.board = board;
    vertx.setPeriodic(batch.toMillis(), id -> tell());
  }

  /** Starts to watch, and tells at once what the other watchers have been told. */
  void watch(List<UserId> users, Outbox watcher) {
    for (UserId user : users) {
      Watched entry = watched.computeIfAbsent(user, Watched::new);
      if (entry.watchers.add(watcher)) {
        watcher.offer(ServerFrames.presence(user, entry.online));
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
