package chat.parley.clustertest.stage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time go by: faults last, and people think. */
public final class Pauses {
  private Pauses() {}

  public static void take(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
