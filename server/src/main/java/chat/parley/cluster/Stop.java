package chat.parley.cluster;

import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Topic;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where the bus reaches one event loop's hub. What other threads bring while the event loop is busy goes
 * over in one turn; what it cannot take for long is dropped, and looked up in the database.
 */
final class Stop {
  private static final int MOST_WAITING = 100_000;
  private static final int MOST_IN_TURN = 256;

  private final Hub hub;
  private final Context loop;
  private final Thread thread;
  private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicBoolean dropped = new AtomicBoolean();

  /** To be called on the hub's event loop. */
  Stop(Hub hub) {
    this.hub = hub;
    this.loop = Objects.requireNonNull(Vertx.currentContext());
    this.thread = Thread.currentThread();
  }

  /** Whether the calling thread is this event loop's. */
  boolean isHere() {
    return thread.equals(Thread.currentThread());
  }

  boolean wants(Topic topic) {
    return hub.listensTo(topic);
  }

  /** Brings an event, at once where this is its event loop. */
  void bring(Event event) {
    if (isHere()) {
      hub.receive(event);
      return;
    }
    if (count.incrementAndGet() > MOST_WAITING) {
      count.decrementAndGet();
      dropped.set(true);
    } else {
      waiting.add(event);
    }
    takeSoon();
  }

  /** Tells the hub something about the bus itself. */
  void tell(Consumer<Hub> news) {
    loop.runOnContext(now -> news.accept(hub));
  }

  private void takeSoon() {
    if (due.compareAndSet(false, true)) {
      loop.runOnContext(now -> take());
    }
  }

  private void take() {
    due.set(false);
    for (int i = 0; i < MOST_IN_TURN; i++) {
      Event event = waiting.poll();
      if (event == null) {
        break;
      }
      count.decrementAndGet();
      hub.receive(event);
    }
    if (!waiting.isEmpty()) {
      takeSoon();
    } else if (dropped.getAndSet(false)) {
      hub.check();
    }
  }
}
