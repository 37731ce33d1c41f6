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

    /**
     * Whether one more may happen now; it counts if so.
     *
     * @param nanos the present by {@link System#nanoTime}
     */
    public boolean allows(long nanos) {
      double now = nanos / 1e9;
      double begin = Math.max(busyUntil, now);
      double wait = begin - now;
      if (wait > (rate.burst() - 1) / rate.perSecond()) {
        return false;
      }
      busyUntil = begin + 1 / rate.perSecond();
      return true;
    }
  }
}
