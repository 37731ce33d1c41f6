package chat.parley.bench.load;

import java.util.SplittableRandom;

/**
 * When things are to happen: at random moments, independent of each other (a Poisson process), as the
 * requests of many people are. The same moments in each run.
 */
final class Arrivals {
  /** Waking up for each of 20,000 arrivals a second would cost more than it tells. */
  private static final long SHORTEST_PAUSE_NANOS = 50_000;

  private final SplittableRandom random = new SplittableRandom(42);
  private final double meanNanos;
  private double nextNanos;
  private final long start;

  /**
   * @param rate how many a second, on average
   * @param start in {@link System#nanoTime}
   */
  Arrivals(double rate, long start) {
    this.meanNanos = 1e9 / rate;
    this.start = start;
    step();
  }

  /** The moment of the next one, in {@link System#nanoTime}. */
  long next() {
    return start + (long) nextNanos;
  }

  boolean isDue(long now) {
    return next() - now <= 0;
  }

  /** The moment of the next one, which then is the last. */
  long take() {
    long taken = next();
    step();
    return taken;
  }

  /** How long to wait before looking again, in nanoseconds. */
  long pause() {
    return Math.max(SHORTEST_PAUSE_NANOS, next() - System.nanoTime());
  }

  private void step() {
    nextNanos -= Math.log(1 - random.nextDouble()) * meanNanos;
  }
}
