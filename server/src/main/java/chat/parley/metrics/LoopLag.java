package chat.parley.metrics;

import chat.parley.measure.Distribution;
import io.vertx.core.Vertx;
import java.time.Duration;

/** How late an event loop comes to what is due: what blocks it shows here first. */
public final class LoopLag {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final Distribution lag;
  private long due;

  private LoopLag(Distribution lag) {
    this.lag = lag;
    this.due = System.nanoTime() + INTERVAL.toNanos();
  }

  /** Looks four times a second, on the event loop that calls it. */
  public static void watch(Vertx vertx, Distribution lag) {
    LoopLag watch = new LoopLag(lag);
    vertx.setPeriodic(INTERVAL.toMillis(), id -> watch.look());
  }

  private void look() {
    long now = System.nanoTime();
    lag.add(Math.max(0, now - due));
    due = now + INTERVAL.toNanos();
  }
}
