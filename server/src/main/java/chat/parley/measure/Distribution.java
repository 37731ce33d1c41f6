package chat.parley.measure;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How amounts are spread over a few ranges. To add one is a short search and two additions to striped
 * counters, from any thread.
 */
public final class Distribution {
  private static final long[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};
  private static final long[] MICROSECONDS = {
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    5_000_000
  };

  private final long[] bounds;
  private final double unit;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();

  private Distribution(long[] bounds, double unit) {
    this.bounds = bounds;
    this.unit = unit;
    this.counts =
        Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
  }

  /** Of durations: added in nanoseconds, read in seconds, half a millisecond to 5 s. */
  public static Distribution ofDurations() {
    return new Distribution(
        Arrays.stream(MICROSECONDS).map(TimeUnit.MICROSECONDS::toNanos).toArray(), 1e9);
  }

  /** Of how many there are in a batch, 1 to 256. */
  public static Distribution ofSizes() {
    return new Distribution(SIZES.clone(), 1);
  }

  public void add(long amount) {
    int range = 0;
    while (range < bounds.length && amount > bounds[range]) {
      range++;
    }
    counts[range].increment();
    sum.add(amount);
  }

  /** How many were added. */
  public long count() {
    return Arrays.stream(counts).mapToLong(LongAdder::sum).sum();
  }

  /** The sum of what was added. */
  public double sum() {
    return sum.sum() / unit;
  }

  /** The upper end of each range; infinite for the last. */
  public double[] bounds() {
    double[] all =
        Arrays.copyOf(
            Arrays.stream(bounds).mapToDouble(b -> b / unit).toArray(), bounds.length + 1);
    all[bounds.length] = Double.POSITIVE_INFINITY;
    return all;
  }

  /** How many were added in each range. */
  public long[] counts() {
    return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
  }
}
