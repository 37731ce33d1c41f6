package chat.parley.sync;

import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Outbox;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Warns a connection a while before its token ends, and closes it when it does. */
final class TokenClock {
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Outbox outbox;
  private final Duration warning;
  private long timer = NONE;

  /**
   * @param warning how long before; zero where the client can't bring a new token
   */
  TokenClock(Vertx vertx, Outbox outbox, Duration warning) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.warning = warning;
  }

  /** Counts towards a token's end, instead of the last one's. */
  void set(Instant expires) {
    stop();
    Instant now = Instant.now();
    Duration left = Duration.between(now, expires);
    if (warning.isZero()) {
      timer = after(left, () -> outbox.close(CloseCode.NO_TOKEN));
    } else if (left.compareTo(warning) > 0) {
      timer = after(left.minus(warning), () -> warn(expires));
    } else {
      warn(expires);
    }
  }

  void stop() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      timer = NONE;
    }
  }

  private void warn(Instant expires) {
    Duration left = Duration.between(Instant.now(), expires);
    outbox.send(ServerFrames.expiring(Math.max(0, Math.round(left.toMillis() / 1000.0))));
    timer = after(left, () -> outbox.close(CloseCode.NO_TOKEN));
  }

  private long after(Duration time, Runnable then) {
    return vertx.setTimer(Math.max(1, time.toMillis()), id -> then.run());
  }
}
