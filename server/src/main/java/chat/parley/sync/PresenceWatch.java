package chat.parley.sync;

import chat.parley.limits.Times;
import chat.parley.realtime.Bus;
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
final class PresenceWatch implements Subscriber {
  private final Vertx vertx;
  private final Bus bus;
  private final Hub hub;
  private final PresenceBoard board;
  private final OtherNodes others;
  private final Map<UserId, Watched> watched = new HashMap<>();
  private final Set<UserId> changed = new LinkedHashSet<>();
  private final Duration batch;
  private final long answerMillis;
  private long toldAt = System.nanoTime();
  private boolean deaf;

  /** One user, who watches, and what they were last told: nothing before that is settled. */
  private final class Watched implements Subscriber {
    final UserId user;
    final Set<Outbox> watchers = new HashSet<>();
    boolean settled;
    boolean online;

    /** Listens before it looks and asks, so that no change falls between the two. */
    Watched(UserId user) {
      this.user = user;
      hub.subscribe(user.presence(), this);
      online = board.isOnline(user);
      settled = online || bus.isAlone() || !bus.isWhole();
      ask(user);
      if (!settled) {
        vertx.setTimer(answerMillis, id -> settle());
      }
    }

    void settle() {
      if (!settled) {
        settled = true;
        online = isOnline(user);
        tell();
      }
    }

    void look() {
      if (settled && online != isOnline(user)) {
        online = !online;
        tell();
      }
    }

    void tell() {
      watchers.forEach(watcher -> watcher.offer(ServerFrames.presence(user, online)));
    }

    @Override
    public void happened(Event event) {
      if (event.source() != board.node()) {
        if (event.frame().type().equals(NodeFrames.HERE)) {
          others.here(user, event.source(), System.nanoTime());
          settle();
        } else {
          others.gone(user, event.source());
        }
      }
      changed.add(user);
    }

    @Override
    public void missed(Missed missed) {
      // Presence does not last: it has no numbers.
    }
  }

  PresenceWatch(Vertx vertx, Bus bus, Hub hub, PresenceBoard board, Times times) {
    this.vertx = vertx;
    this.bus = bus;
    this.hub = hub;
    this.board = board;
    this.others = new OtherNodes(times.nodes());
    if (!bus.isAlone()) {
      hub.subscribe(NodeFrames.NODES, this);
    }
    this.batch = times.presence();
    this.answerMillis = times.nodes().answer().toMillis();
    vertx.setPeriodic(batch.toMillis(), id -> tell());
  }

  /** Starts to watch, and tells at once what the other watchers have been told. */
  void watch(List<UserId> users, Outbox watcher) {
    for (UserId user : users) {
      Watched entry = watched.computeIfAbsent(user, Watched::new);
      if (entry.watchers.add(watcher) && entry.settled) {
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
        others.forget(user);
      }
    }
  }

  /** A node lives. */
  @Override
  public void happened(Event event) {
    others.alive(event.source(), System.nanoTime());
  }

  @Override
  public void missed(Missed missed) {
    // Signs of life have no numbers.
  }

  private void ask(UserId user) {
    if (!bus.isAlone()) {
      bus.publish(NodeFrames.who(user, board.node()));
    }
  }

  private boolean isOnline(UserId user) {
    return board.isOnline(user) || others.have(user);
  }

  private void tell() {
    hearOthers(System.nanoTime());
    for (UserId user : changed) {
      Watched entry = watched.get(user);
      if (entry != null) {
        entry.look();
      }
    }
    changed.clear();
  }

  /**
   * Lets go of who is not heard of any more. While nothing can be heard, what was known stays; after
   * that, and when this process itself has stood still, the others get the time to say it again.
   */
  private void hearOthers(long now) {
    boolean late = now - toldAt > 2 * batch.toNanos();
    toldAt = now;
    if (!bus.isWhole()) {
      deaf = true;
    } else if (deaf || late) {
      deaf = false;
      others.listenAgain(now);
      watched.keySet().forEach(this::ask);
    } else {
      changed.addAll(others.expire(now));
    }
  }
}
