package chat.parley.messages;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to one event loop for what other event loops have for it: all that comes while it is busy goes over
 * in one turn. What one event loop brings keeps its order.
 */
final class Crossing {
  private final Context loop;
  private final Thread thread;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean due = new AtomicBoolean();

  /** To be called on the event loop that it leads to. */
  Crossing() {
    this.loop = Objects.requireNonNull(Vertx.currentContext());
    this.thread = Thread.currentThread();
  }

  /** Runs a task on the event loop: at once where that is the calling thread's. */
  void run(Runnable task) {
    if (thread.equals(Thread.currentThread())) {
      task.run();
      return;
    }
    waiting.add(task);
    if (due.compareAndSet(false, true)) {
      loop.runOnContext(turn -> runAll());
    }
  }

  private void runAll() {
    due.set(false);
    Runnable task = waiting.poll();
    while (task != null) {
      task.run();
      task = waiting.poll();
    }
  }
}
