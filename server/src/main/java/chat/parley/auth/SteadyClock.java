package chat.parley.auth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that never goes back: where the one below it jumps back, it goes on at half its speed until it has been
 * caught up with. So tokens that were made before the jump are not of the future, and stay good; a clock that was
 * wrong and is put right costs its distance twice.
 */
public final class SteadyClock extends Clock {
  private final Clock wall;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  /** On the system's clock. */
  public SteadyClock() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  /**
   * @param nanos a clock that does not jump, and says nothing but how much time goes by
   */
  SteadyClock(Clock wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = wall.instant();
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    long now = nanos.getAsLong();
    Instant slow = last.plusNanos((now - lastNanos) / 2);
    Instant told = wall.instant();
    last = told.isAfter(slow) ? told : slow;
    lastNanos = now;
    return last;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only instants are asked for");
  }
}
