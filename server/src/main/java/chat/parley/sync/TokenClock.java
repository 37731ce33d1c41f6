package chat.parley.sync;

import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Outbox;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Warns a connection 60 s before its token ends, and closes it when it does. */
final class TokenClock {
  private static final Duration WARNING = Duration.ofSeconds(60);
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Outbox outbox;
  private final boolean warns;
  private long timer = NONE;

  /**
   * @param warns whether the client can bring a new token
   */
  TokenClock(Vertx vertx, Outbox outbox, boolean warns) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.warns = warns;
  }

  /** Counts towards a token's end, instead of the last one's. */
  void set(Instant expires) {
    stop();
    Instant now = Instant.now();
    Duration left = Duration.between(now, expires);
    if (!warns) {
      timer = after(left, () -> outbox.close(CloseCode.NO_TOKEN));
    } else if (left.compareTo(WARNING) > 0) {
      timer = after(left.minus(WARNING), () -> warn(expires));
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
