package chat.parley.limits;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes logins to an account wait that failed before: 1 s after the fifth failure in a row, and twice as
 * long after each further one, up to a bound, so that a stranger cannot keep its owner out for long. It is
 * the same for names that nobody has. Safe for all event loops.
 */
public final class FailedLogins {
  private static final int FREE = 4;
  private static final int MOST_DOUBLINGS = 30;
  private static final int MOST_REMEMBERED = 100_000;
  private static final Duration MEMORY = Duration.ofHours(1);

  private record Failures(int count, long end) {}

  private final long mostNanos;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(MEMORY)
          .executor(Runnable::run)
          .build();

  /**
   * @param mostNanos the longest wait; 0 for none
   */
  FailedLogins(long mostNanos) {
    this.mostNanos = mostNanos;
  }

  /**
   * Lets a login be tried.
   *
   * @throws ProblemException of {@code TooMany} while it has to wait
   */
  public void admit(String account) {
    Failures before = failures.getIfPresent(account);
    long wait = before == null ? 0 : before.end() - System.nanoTime();
    if (wait > 0) {
      throw new ProblemException(Problem.TooMany.until(wait));
    }
  }

  public void failed(String account) {
    failures.asMap().merge(account, after(1), (before, first) -> after(before.count() + 1));
  }

  public void succeeded(String account) {
    failures.invalidate(account);
  }

  private Failures after(int count) {
    int doublings = Math.min(count - FREE - 1, MOST_DOUBLINGS);
    long wait = doublings < 0 ? 0 : Math.min(mostNanos, TimeUnit.SECONDS.toNanos(1) << doublings);
    return new Failures(count, System.nanoTime() + wait);
  }
}
