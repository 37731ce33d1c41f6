package chat.parley.erasure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes steps one after the other, with a pause after each that is four times as long as the step took: whatever the
 * machine, others have four fifths of the time.
 */
final class Pace {
  private static final int PAUSE = 4;

  private final Vertx vertx;

  Pace(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Takes steps until one says that there is nothing left, or fails. Needs no more memory for many than for one.
   *
   * @param step whether there is more to do
   */
  Future<Void> takeAll(Supplier<Future<Boolean>> step) {
    Promise<Void> done = Promise.promise();
    take(step, done);
    return done.future();
  }

  private void take(Supplier<Future<Boolean>> step, Promise<Void> done) {
    long begin = System.nanoTime();
    step.get()
        .onComplete(taken -> {
          if (taken.failed()) {
            done.fail(taken.cause());
          } else if (!taken.result()) {
            done.complete();
          } else {
            long pause = TimeUnit.NANOSECONDS.toMillis((System.nanoTime() - begin) * PAUSE);
            vertx.setTimer(Math.max(1, pause), id -> take(step, done));
          }
        });
  }
}
