package chat.parley.sync;

import chat.parley.realtime.Bus;
import chat.parley.users.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who has a socket open on this node, on all event loops together; other nodes are told. Safe for all
 * threads: what is said of one user is said in the order in which it became true.
 */
public final class PresenceBoard {
  private final Bus bus;
  private final long node = ThreadLocalRandom.current().nextLong();
  private final Map<UserId, Integer> sockets = new ConcurrentHashMap<>();
  private volatile boolean leaving;

  public PresenceBoard(Bus bus) {
    this.bus = bus;
  }

  /** Says no more that users are gone: they come back to another node, before anybody misses them. */
  public void leave() {
    leaving = true;
  }

  /** This node's name among the nodes. */
  long node() {
    return node;
  }

  void arrived(UserId user) {
    sockets.compute(
        user,
        (u, count) -> {
          if (count == null) {
            bus.publish(NodeFrames.here(user, node));
          }
          return count == null ? 1 : count + 1;
        });
  }

  void left(UserId user) {
    sockets.computeIfPresent(
        user,
        (u, count) -> {
          if (count == 1 && !leaving) {
            bus.publish(NodeFrames.gone(user, node));
          }
          return count == 1 ? null : count - 1;
        });
  }

  boolean isOnline(UserId user) {
    return sockets.containsKey(user);
  }

  /** Says again that a user is there, if so. */
  void name(UserId user) {
    sockets.computeIfPresent(
        user,
        (u, count) -> {
          bus.publish(NodeFrames.here(user, node));
          return count;
        });
  }

  /** Says again who of one part of all users is there. */
  void nameSome(int part, int parts) {
    for (UserId user : sockets.keySet()) {
      if (Math.floorMod(user.value(), parts) == part) {
        name(user);
      }
    }
  }
}
