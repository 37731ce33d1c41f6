package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds what was acknowledged and what clients have against what the database holds, while nobody writes. */
final class Audit {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Ledger ledger;
  private final List<Chatter> chatters;
  private final List<Follower> followers;
  private final Pages pages;

  Audit(Ledger ledger, List<Chatter> chatters, List<Follower> followers, Pages pages) {
    this.ledger = ledger;
    this.chatters = chatters;
    this.followers = followers;
    this.pages = pages;
  }

  /**
   * Looks for what was promised and not kept.
   *
   * @param deadline by when everybody must have everything, in {@link System#nanoTime}
   */
  List<String> violations(Truth truth, long deadline) {
    List<String> violations = new ArrayList<>(stored(truth));
    for (Chatter chatter : chatters) {
      String who = "%s (%s)".formatted(chatter.person().username(), chatter.manner());
      for (long room : chatter.rooms()) {
        violations.addAll(held(truth, who, chatter.device(), room, deadline));
      }
      violations.addAll(told(truth, who, chatter.person().id(), chatter.device()));
    }
    for (Follower follower : followers) {
      String who = "the stream of " + follower.person().username();
      violations.addAll(held(truth, who, follower.device(), follower.room(), deadline));
      violations.addAll(told(truth, who, follower.person().id(), follower.device()));
    }
    violations.addAll(pages.violations(truth, deadline));
    return violations;
  }

  /** Every acknowledged message is in the database once, as it was left; and no other is. */
  private List<String> stored(Truth truth) {
    List<String> violations = new ArrayList<>();
    Map<String, Truth.Row> rows = new HashMap<>();
    Map<Long, Set<Long>> numbers = new HashMap<>();
    for (Truth.Row row : truth.rows()) {
      if (rows.put(row.key(), row) != null) {
        violations.add("stored twice: " + row);
      }
      if (!numbers.computeIfAbsent(row.room(), r -> new HashSet<>()).add(row.seq())
          || row.seq() > truth.numbers().getOrDefault(row.room(), 0L)) {
        violations.add("a number that is not its own: " + row);
      }
    }
    for (Ledger.Entry entry : ledger.entries()) {
      Truth.Row row = rows.remove(entry.key);
      if (row == null || row.id() != entry.id || row.room() != entry.room) {
        violations.add("%s acknowledged as %d, stored as %s".formatted(entry.key, entry.id, row));
      } else if (row.isDeleted() != entry.deleted
          || (!entry.deleted && !entry.content.equals(row.content()))) {
        violations.add("left as \"%s\", stored as %s".formatted(entry.content, row));
      }
    }
    rows.values().forEach(row -> violations.add("stored, though nobody was told so: " + row));
    return violations;
  }

  /** What must never come, and what is of a room that this person is not in. */
  private static List<String> told(Truth truth, String who, long person, Device device) {
    List<String> violations =
        new ArrayList<>(device.violations().stream().map(what -> who + ": " + what).toList());
    Set<Long> strange = new HashSet<>(device.seen());
    strange.removeIf(room -> truth.members().getOrDefault(room, Set.of()).contains(person));
    strange.forEach(room -> violations.add(who + " was told of room " + room));
    return violations;
  }

  private static List<String> held(
      Truth truth, String who, Device device, long room, long deadline) {
    long number = truth.numbers().getOrDefault(room, 0L);
    while (device.room(room).seq() < number) {
      if (System.nanoTime() - deadline > 0) {
        return List.of(
            "%s has %d of room %d, which is at %d"
                .formatted(who, device.room(room).seq(), room, number));
      }
      Pauses.take(LOOK);
    }
    Map<Long, String> held = new TreeMap<>();
    device.messages(room).forEach((id, message) -> held.put(id, message.getString("content")));
    Map<Long, String> visible = truth.visible(room);
    return device.room(room).seq() == number && held.equals(visible)
        ? List.of()
        : List.of(
            "%s holds room %d otherwise than it is: %s"
                .formatted(who, room, difference(held, visible)));
  }

  private static String difference(Map<Long, String> held, Map<Long, String> visible) {
    Map<Long, String> wrong = new TreeMap<>();
    held.forEach((id, content) -> {
      if (!content.equals(visible.get(id))) {
        wrong.put(id, "holds %s, is %s".formatted(content, visible.get(id)));
      }
    });
    visible.forEach((id, content) -> {
      if (!held.containsKey(id)) {
        wrong.put(id, "misses " + content);
      }
    });
    return wrong.toString();
  }
}
