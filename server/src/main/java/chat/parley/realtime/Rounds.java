package chat.parley.realtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * When one event loop compares what it has told with the database: from time to time, more often while
 * the bus does not reach everybody, and at once when something may have been lost. One round begins
 * after the last has ended, so that a slow database gets fewer of them.
 */
final class Rounds {
  private final Vertx vertx;
  private final Duration calm;
  private final Duration hurried;
  private final Supplier<Future<?>> round;
  private boolean hurry;
  private boolean running;
  private boolean again;
  private long timer;

  /**
   * The first round comes after a random part of the time, so that the rounds of many event loops do
   * not meet.
   *
   * @param calm between two rounds
   * @param hurried the same in a hurry
   * @param round completes when it has ended; how makes no difference
   */
  Rounds(Vertx vertx, Duration calm, Duration hurried, Supplier<Future<?>> round) {
    this.vertx = vertx;
    this.calm = calm;
    this.hurried = hurried;
    this.round = round;
    waitFor(ThreadLocalRandom.current().nextLong(calm.toMillis() / 2, calm.toMillis() + 1));
  }

  /** May be said again and again, which does not put off the next round. */
  void hurry(boolean begins) {
    if (hurry == begins) {
      return;
    }
    hurry = begins;
    if (!running) {
      vertx.cancelTimer(timer);
      waitFor(pause());
    }
  }

  /** Begins a round, after the one that is running, if one is. */
  void begin() {
    if (running) {
      again = true;
      return;
    }
    vertx.cancelTimer(timer);
    running = true;
    round
        .get()
        .onComplete(ended -> {
          running = false;
          if (again) {
            again = false;
            begin();
          } else {
            waitFor(pause());
          }
        });
  }

  private long pause() {
    return (hurry ? hurried : calm).toMillis();
  }

  private void waitFor(long millis) {
    timer = vertx.setTimer(Math.max(1, millis), id -> begin());
  }
}
