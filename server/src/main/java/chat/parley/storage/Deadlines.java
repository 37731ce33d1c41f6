package chat.parley.storage;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeoutException;

/**
 * Ends what is not answered in time. All wait equally long, so one queue and one timer do for thousands
 * of statements a second, and a deadline is kept to a tenth of its length.
 *
 * <p>Belongs to one event loop.
 */
final class Deadlines {
  private record Pending(Promise<?> promise, long end) {}

  private final long nanos;
  private final Vertx vertx;
  private final long timer;
  private final Runnable onSilence;
  private final Queue<Pending> pending = new ArrayDeque<>();

  /**
   * @param onSilence is told when something has not been answered in time, before it fails
   */
  Deadlines(Vertx vertx, Duration patience, Runnable onSilence) {
    this.vertx = vertx;
    this.nanos = patience.toNanos();
    this.timer = vertx.setPeriodic(patience.toMillis() / 10, id -> endOverdue());
    this.onSilence = onSilence;
  }

  /** The same answer, or a {@link TimeoutException} once the time is over. */
  <T> Future<T> watch(Future<T> answer) {
    Promise<T> promise = Promise.promise();
    pending.add(new Pending(promise, System.nanoTime() + nanos));
    answer.onComplete(done -> {
      if (done.succeeded()) {
        promise.tryComplete(done.result());
      } else {
        promise.tryFail(done.cause());
      }
      forgetAnswered();
    });
    return promise.future();
  }

  /** Waits for nothing any more. */
  void giveUp(Throwable failure) {
    Queue<Pending> all = new ArrayDeque<>(pending);
    pending.clear();
    all.forEach(one -> one.promise.tryFail(failure));
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void forgetAnswered() {
    Pending first = pending.peek();
    while (first != null && first.promise.future().isComplete()) {
      pending.remove();
      first = pending.peek();
    }
  }

  private void endOverdue() {
    forgetAnswered();
    Pending first = pending.peek();
    long now = System.nanoTime();
    if (first == null || first.end - now > 0) {
      return;
    }
    Queue<Pending> overdue = new ArrayDeque<>();
    while (first != null && first.end - now <= 0) {
      overdue.add(pending.remove());
      first = pending.peek();
    }
    onSilence.run();
    overdue.forEach(one -> one.promise.tryFail(new TimeoutException("no answer")));
  }
}
