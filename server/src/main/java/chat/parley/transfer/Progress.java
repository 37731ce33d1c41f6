package chat.parley.transfer;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says how far a long work has come, once a second at most. */
public final class Progress {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final PrintWriter out;
  private long said = System.nanoTime();

  /** Says it there: the standard error stream, since the standard output may be the data. */
  public Progress(PrintWriter out) {
    this.out = out;
  }

  /** So many of these are done. */
  void done(String what, long count) {
    long now = System.nanoTime();
    if (now - said >= PAUSE_NANOS) {
      said = now;
      say(String.format(Locale.ROOT, "%s: %,d so far", what, count));
    }
  }

  /** Says a line at once. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }
}
