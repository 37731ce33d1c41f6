package chat.parley.http;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether this process is on its way out. Whoever routes requests is told at {@code /health/ready}, and
 * whoever keeps a connection, by {@code Connection: close}; all that comes is still answered. Safe for
 * all threads.
 */
public final class Draining {
  /** Who asks so often within 30 s goes on to ask: a balancer, not a person. */
  private static final int TIMES_ASKED = 3;

  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** As often as common balancers want to hear it before they believe it. */
  private static final int TIMES_TOLD = 3;

  private final CountDownLatch toTell = new CountDownLatch(TIMES_TOLD);
  private final Duration whole;
  private volatile boolean begun;
  private volatile long endsAt;
  private final Queue<Long> askedAt = new ConcurrentLinkedQueue<>();

  /**
   * @param whole how long a stop may take
   */
  public Draining(Duration whole) {
    this.whole = whole;
  }

  public void begin() {
    endsAt = System.nanoTime() + whole.toNanos();
    begun = true;
  }

  public boolean isBegun() {
    return begun;
  }

  /** A part of the time that a stop may take. */
  public Duration part(double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }

  /** What is left of that time; all of it before it has begun. */
  public Duration left() {
    return begun ? Duration.ofNanos(Math.max(0, endsAt - System.nanoTime())) : whole;
  }

  /** Waits until whoever asks for readiness has been told; not at all where nobody asks. Blocks. */
  public void awaitTold(Duration most) {
    forgetOldQuestions();
    if (askedAt.size() >= TIMES_ASKED) {
      try {
        var _ = toTell.await(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Readiness is asked for, and answered as it is now. */
  void asked() {
    askedAt.add(System.nanoTime());
    forgetOldQuestions();
    if (begun) {
      toTell.countDown();
    }
  }

  private void forgetOldQuestions() {
    long now = System.nanoTime();
    askedAt.removeIf(then -> now - then > REMEMBERED_NANOS);
  }
}
