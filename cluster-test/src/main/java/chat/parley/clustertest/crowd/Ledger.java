package chat.parley.clustertest.crowd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was acknowledged, and when it reached whom. Every message begins with its key, so that it is known
 * wherever it turns up. Times are {@link System#nanoTime}. Safe for all threads.
 */
final class Ledger {
  /** What takes longer is late: sending as well as delivering. */
  private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** A message that was acknowledged, and what became of it. */
  static final class Entry {
    final String key;
    final long room;
    final long id;
    final long sender;
    final long askedAt;
    final long acknowledgedAt;
    volatile String content;
    volatile boolean deleted;

    private Entry(
        String key, long room, long id, long sender, String content, long askedAt, long now) {
      this.key = key;
      this.room = room;
      this.id = id;
      this.sender = sender;
      this.content = content;
      this.askedAt = askedAt;
      this.acknowledgedAt = now;
    }
  }

  /**
   * How deliveries fared since some moment.
   *
   * @param until how long after it the last one was late; zero where none was
   * @param longest the longest time from asking to an answer, or from the answer to an arrival
   */
  record Disturbance(Duration until, Duration longest) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Map<String, Map<Long, Long>> arrivals = new ConcurrentHashMap<>();

  static String key(String content) {
    int end = content.indexOf(' ');
    return end < 0 ? content : content.substring(0, end);
  }

  Entry acknowledged(String key, long room, long id, long sender, String content, long askedAt) {
    Entry entry = new Entry(key, room, id, sender, content, askedAt, System.nanoTime());
    entries.put(key, entry);
    return entry;
  }

  /** The first time that somebody sees a message counts. */
  void arrived(String content, long person) {
    arrivals
        .computeIfAbsent(key(content), k -> new ConcurrentHashMap<>())
        .putIfAbsent(person, System.nanoTime());
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  /** When the last message was acknowledged. */
  long lastAcknowledgement() {
    return entries.values().stream()
        .mapToLong(entry -> entry.acknowledgedAt)
        .max()
        .orElseGet(System::nanoTime);
  }

  int arrivals() {
    return arrivals.values().stream().mapToInt(Map::size).sum();
  }

  /** Who waited longer than allowed for an answer or a message, not counting the time before a moment. */
  List<String> overdue(long moment, Duration allowed) {
    List<String> all = new ArrayList<>();
    for (Entry entry : entries.values()) {
      long answer = entry.acknowledgedAt - Math.max(entry.askedAt, moment);
      if (answer > allowed.toNanos()) {
        all.add(
            "%d waited %d s for the answer to %s"
                .formatted(entry.sender, answer / SECOND, entry.key));
      }
      arrivals
          .getOrDefault(entry.key, Map.of())
          .forEach((person, at) -> {
            long delay = at - Math.max(entry.acknowledgedAt, moment);
            if (delay > allowed.toNanos()) {
              all.add("%d waited %d s for %s".formatted(person, delay / SECOND, entry.key));
            }
          });
    }
    return all;
  }

  /**
   * What was late.
   *
   * @param since what was asked or has arrived before does not count
   * @param steady the people whose socket is their own affair
   */
  Disturbance disturbance(long since, Set<Long> steady) {
    long until = 0;
    long longest = 0;
    for (Entry entry : entries.values()) {
      long answer = entry.acknowledgedAt - entry.askedAt;
      if (entry.acknowledgedAt - since > 0 && steady.contains(entry.sender)) {
        longest = Math.max(longest, answer);
        until = Math.max(until, answer > LATE_NANOS ? entry.acknowledgedAt - since : 0);
      }
      for (Map.Entry<Long, Long> arrival : arrivals.getOrDefault(entry.key, Map.of()).entrySet()) {
        long at = arrival.getValue();
        if (at - since > 0 && steady.contains(arrival.getKey())) {
          long delay = at - entry.acknowledgedAt;
          longest = Math.max(longest, delay);
          until = Math.max(until, delay > LATE_NANOS ? at - since : 0);
        }
      }
    }
    return new Disturbance(Duration.ofNanos(until), Duration.ofNanos(longest));
  }
}
