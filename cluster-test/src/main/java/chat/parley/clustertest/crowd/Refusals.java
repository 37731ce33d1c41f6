package chat.parley.clustertest.crowd;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What could not be answered, and which sockets ended otherwise than in order. Safe for all threads. */
final class Refusals {
  private record Refusal(long at, String what) {}

  private final Queue<Refusal> all = new ConcurrentLinkedQueue<>();

  void add(String what) {
    all.add(new Refusal(System.nanoTime(), what));
  }

  /** Those since a moment of {@link System#nanoTime}. */
  List<String> since(long moment) {
    return all.stream()
        .filter(refusal -> refusal.at() - moment > 0)
        .map(Refusal::what)
        .distinct()
        .toList();
  }
}
