package chat.parley.bench.load;

import org.HdrHistogram.Histogram;

/** Counts what happens between two moments. */
final class Recorder {
  private final long start;
  private final long end;
  private final Histogram delays = Outcome.histogram();
  private long done;
  private long failed;

  /**
   * @param start when to begin to count, in {@link System#nanoTime}
   * @param end when to end
   */
  Recorder(long start, long end) {
    this.start = start;
    this.end = end;
  }

  boolean isOver(long now) {
    return now - end >= 0;
  }

  void done(long now, long delayNanos) {
    if (now - start >= 0 && now - end <= 0) {
      done++;
    }
    delays.recordValue(Math.clamp(delayNanos, 0, Outcome.LONGEST_NANOS));
  }

  void failed() {
    failed++;
  }

  Outcome outcome() {
    return new Outcome(done, failed, (end - start) / 1e9, delays);
  }
}
