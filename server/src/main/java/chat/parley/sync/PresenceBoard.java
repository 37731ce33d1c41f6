package chat.parley.sync;

import chat.parley.realtime.Bus;
import chat.parley.realtime.Event;
import chat.parley.users.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has a socket open, on all event loops together. Safe for all threads. */
public final class PresenceBoard {
  private final Bus bus;
  private final Map<UserId, Integer> sockets = new ConcurrentHashMap<>();

  public PresenceBoard(Bus bus) {
    this.bus = bus;
  }

  void arrived(UserId user) {
    if (sockets.merge(user, 1, Integer::sum) == 1) {
      announce(user, true);
    }
  }

  void left(UserId user) {
    if (sockets.computeIfPresent(user, (u, count) -> count == 1 ? null : count - 1) == null) {
      announce(user, false);
    }
  }

  boolean isOnline(UserId user) {
    return sockets.containsKey(user);
  }

  private void announce(UserId user, boolean online) {
    bus.publish(Event.passing(user.presence(), ServerFrames.presence(user, online), 0));
  }
}
