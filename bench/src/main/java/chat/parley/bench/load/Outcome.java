package chat.parley.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What a load has seen.
 *
 * @param done what was answered, or delivered, in time and as it should be
 * @param failed what was not
 * @param seconds how long it was counted
 * @param delays of each that was done, in nanoseconds
 */
public record Outcome(long done, long failed, double seconds, Histogram delays) {
  static final long SHORTEST_NANOS = 1_000;
  static final long LONGEST_NANOS = 60_000_000_000L;

  static Histogram histogram() {
    return new Histogram(SHORTEST_NANOS, LONGEST_NANOS, 3);
  }

  public double perSecond() {
    return done / seconds;
  }

  /** The delay in milliseconds that so many percent stay below. */
  public double millis(double percentile) {
    return delays.getTotalCount() == 0 ? Double.NaN : delays.getValueAtPercentile(percentile) / 1e6;
  }
}
