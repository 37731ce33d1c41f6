package chat.parley.storage;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
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
  private final Queue<Pending> pending = new ArrayDeque<>();

  Deadlines(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.nanos = patience.toNanos();
    this.timer = vertx.setPeriodic(patience.toMillis() / 10, id -> endOverdue());
  }

  /**
   * The same answer, or {@code Unavailable} once the time is over. What else it fails with is told by
   * {@link DatabaseFailure}.
   */
  <T> Future<T> watch(Future<T> answer) {
    Promise<T> promise = Promise.promise();
    pending.add(new Pending(promise, System.nanoTime() + nanos));
    answer.onComplete(done -> {
      if (done.succeeded()) {
        promise.tryComplete(done.result());
      } else {
        promise.tryFail(DatabaseFailure.of(done.cause()));
      }
      forgetAnswered();
    });
    return promise.future();
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
    long now = System.nanoTime();
    Pending first = pending.peek();
    while (first != null && (first.promise.future().isComplete() || first.end - now <= 0)) {
      pending.remove();
      first.promise.tryFail(
          new ProblemException(Problem.Unavailable.DATABASE, new TimeoutException("no answer")));
      first = pending.peek();
    }
  }
}
