package chat.parley.clustertest.stage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time go by: faults last, and people think. */
public final class Pauses {
  private Pauses() {}

  /** Returns when the time is over, or at once, with false, where the thread is interrupted. */
  public static boolean taken(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(left);
    }
    return true;
  }

  /**
   * Returns when the time is over.
   *
   * @throws IllegalStateException if the thread is interrupted: the test is to end
   */
  public static void take(Duration time) {
    if (!taken(time)) {
      throw new IllegalStateException("interrupted");
    }
  }
}
