package chat.parley.sync;

import chat.parley.limits.Times;
import chat.parley.users.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is there on other nodes, as they say. What a node has said holds as long as it lives and says it
 * again from time to time: nothing that was lost on its way stays wrong. Times are {@link
 * System#nanoTime}.
 */
final class OtherNodes {
  private final Times.Nodes times;
  private final Map<Long, Long> deadAt = new HashMap<>();
  private final Map<UserId, Map<Long, Long>> absentAt = new HashMap<>();

  OtherNodes(Times.Nodes times) {
    this.times = times;
  }

  boolean have(UserId user) {
    return absentAt.containsKey(user);
  }

  /** A node lives. */
  void alive(long node, long now) {
    deadAt.put(node, now + times.silence().toNanos());
  }

  /** A node has a user. */
  void here(UserId user, long node, long now) {
    alive(node, now);
    absentAt.computeIfAbsent(user, u -> new HashMap<>()).put(node, now + times.absence().toNanos());
  }

  /** A node has a user no more. */
  void gone(UserId user, long node) {
    absentAt.computeIfPresent(
        user,
        (u, nodes) -> {
          nodes.remove(node);
          return nodes.isEmpty() ? null : nodes;
        });
  }

  /** Nobody wants to know of a user any more. */
  void forget(UserId user) {
    absentAt.remove(user);
  }

  /** Nothing could be heard for a while: everybody gets the time to say it again. */
  void listenAgain(long now) {
    long until = now + times.silence().toNanos();
    deadAt.replaceAll((node, dead) -> until);
    absentAt.values().forEach(nodes -> nodes.replaceAll((node, absent) -> until));
  }

  /** Lets go of nodes that are dead, and of users who are not named any more; gives who is gone. */
  Set<UserId> expire(long now) {
    deadAt.values().removeIf(dead -> dead - now <= 0);
    Set<UserId> gone = new HashSet<>();
    absentAt
        .entrySet()
        .removeIf(entry -> {
          Map<Long, Long> nodes = entry.getValue();
          nodes
              .entrySet()
              .removeIf(said -> said.getValue() - now <= 0 || !deadAt.containsKey(said.getKey()));
          return nodes.isEmpty() && gone.add(entry.getKey());
        });
    return gone;
  }
}
