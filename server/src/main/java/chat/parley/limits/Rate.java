package chat.parley.limits;

/**
 * How often something may happen.
 *
 * @param perSecond on average
 * @param burst at once, after a pause
 */
public record Rate(double perSecond, int burst) {
  public static final Rate UNLIMITED = new Rate(Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

  /** A counter of its own. */
  public Meter meter() {
    return new Meter(this);
  }

  /** Counts by the generic cell rate algorithm (ITU-T I.371), which needs one number. */
  public static final class Meter {
    private final Rate rate;
    private double busyUntil;

    private Meter(Rate rate) {
      this.rate = rate;
    }

    /** Whether one more may happen now; it counts if so. */
    public boolean allows(long nanos) {
      return admit(nanos) == 0;
    }

    /**
     * Counts one more, if it may happen now.
     *
     * @param nanos the present by {@link System#nanoTime}
     * @return 0 if it may, else how many nanoseconds it has to wait, and is not counted
     */
    long admit(long nanos) {
      double now = nanos / 1e9;
      double begin = Math.max(busyUntil, now);
      double early = begin - now - (rate.burst() - 1) / rate.perSecond();
      if (early > 0) {
        return Math.max(1, (long) (early * 1e9));
      }
      busyUntil = begin + 1 / rate.perSecond();
      return 0;
    }
  }
}
