package chat.parley.limits;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * One rate for each of many: users, addresses, names. Remembers so many of them, and each only until it is
 * as if it had never come. Safe for all event loops.
 *
 * @param <K> what they are told apart by
 */
public final class Throttle<K> {
  private static final int MOST_REMEMBERED = 100_000;

  private final Rate rate;
  private final Cache<K, Rate.Meter> meters;

  Throttle(Rate rate) {
    this.rate = rate;
    double seconds = Math.max(1, rate.burst() / rate.perSecond());
    this.meters =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(Duration.ofMillis((long) (seconds * 1_000)))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Counts one more.
   *
   * @throws ProblemException of {@code TooMany} if that is one too many
   */
  public void admit(K key) {
    if (rate.equals(Rate.UNLIMITED)) {
      return;
    }
    Rate.Meter meter = meters.get(key, any -> rate.meter());
    long wait;
    synchronized (meter) {
      wait = meter.admit(System.nanoTime());
    }
    if (wait > 0) {
      throw new ProblemException(Problem.TooMany.until(wait));
    }
  }
}
