package chat.parley.transfer;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a foreign file had that Parley has no place for, and how often: nothing is dropped in silence. */
public final class Report {
  /** A file may name its fields as it likes. */
  private static final int MOST_KINDS = 1_000;

  private static final String OTHERS = "of other kinds";

  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts one more. */
  public void count(String what) {
    count(what, 1);
  }

  /** Counts so many more; none is not worth a line. */
  public void count(String what, long times) {
    if (times > 0) {
      boolean known = counts.containsKey(what) || counts.size() < MOST_KINDS;
      counts.merge(known ? what : OTHERS, times, Long::sum);
    }
  }

  /** All of it, as a table. */
  public void printTo(PrintWriter out) {
    out.println(counts.isEmpty() ? "Nothing was left out." : "Not carried over as it was:");
    counts.forEach(
        (what, times) -> out.println(String.format(Locale.ROOT, "%,12d  %s", times, what)));
    out.flush();
  }
}
