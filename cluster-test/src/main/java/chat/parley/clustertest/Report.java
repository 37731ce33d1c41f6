package chat.parley.clustertest;

import chat.parley.clustertest.crowd.Crowd.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the cluster test prints: a line a fault, as soon as it is judged. */
final class Report {
  private static final String ROW = "%-58s %8s %10s %10s %9s%n";
  private static final String KEPT =
      "Nothing acknowledged was lost, doubled or reordered, nothing was told to others";
  private static final int MOST_VIOLATIONS = 20;
  private static final int MOST_CHARACTERS = 400;

  private final long begun = System.nanoTime();
  private final Set<String> printed = new HashSet<>();

  /** Since the programs were started. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  void begin() {
    System.out.printf(ROW, "fault", "lasted", "disturbed", "longest", "settled");
  }

  /**
   * One fault.
   *
   * <p>Disturbed: from its beginning to the last message that took more than a second to be answered or
   * delivered. Longest: what the slowest took. Settled: from its end until everybody had everything.
   */
  void line(String name, Duration lasted, Verdict verdict, List<String> violations) {
    System.out.printf(
        ROW,
        name,
        seconds(lasted),
        seconds(verdict.until()),
        seconds(verdict.longest()),
        seconds(verdict.settled()));
    List<String> fresh = violations.stream().filter(printed::add).toList();
    fresh.stream().limit(MOST_VIOLATIONS).forEach(Report::violation);
    if (fresh.size() > MOST_VIOLATIONS) {
      System.out.printf("  ! and %d more%n", fresh.size() - MOST_VIOLATIONS);
    }
  }

  /** A fault for which this machine was too slow. */
  void leaveOut(String name) {
    System.out.println("There was no time for: " + name);
  }

  private static void violation(String what) {
    System.out.println("  ! " + what.substring(0, Math.min(what.length(), MOST_CHARACTERS)));
  }

  void end(String summary, boolean kept) {
    System.out.println(summary);
    System.out.printf(
        Locale.ROOT,
        "%s; %.0f s%n",
        kept ? KEPT : "Promises were broken",
        (System.nanoTime() - begun) / 1e9);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }
}
