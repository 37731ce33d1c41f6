package chat.parley.cluster;

import chat.parley.realtime.Event;
import chat.parley.realtime.Topic;
import io.nats.client.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is wanted of the broker, one after the other. Whoever orders never waits: events beyond 16 MiB
 * are dropped, and other nodes find them in the database.
 */
final class Orders {
  private static final long MOST_BYTES = 16 << 20;
  private static final int MOST_AT_ONCE = 1_000;

  /** One of them. */
  sealed interface Order {
    /** Publish an event. */
    record Send(Event event) implements Order {
      int bytes() {
        return event.frame().length();
      }
    }

    /** Look whether a topic is listened to, and tell the broker. */
    record Change(Topic topic) implements Order {}

    /** Look whether a connection is the present one: it is lost. */
    record Lost(Connection connection) implements Order {}

    /** Leave, after all that was ordered before. */
    record Leave() implements Order {}
  }

  private final BlockingQueue<Order> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder dropped = new LongAdder();

  void send(Event event) {
    Order.Send order = new Order.Send(event);
    if (bytes.addAndGet(order.bytes()) > MOST_BYTES) {
      bytes.addAndGet(-order.bytes());
      dropped.increment();
    } else {
      waiting.add(order);
    }
  }

  /** For what is no event. */
  void add(Order order) {
    waiting.add(order);
  }

  /** Takes some; none after a while in which there were none. */
  List<Order> take(Duration patience) throws InterruptedException {
    List<Order> taken = new ArrayList<>();
    Order first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      taken.add(first);
      waiting.drainTo(taken, MOST_AT_ONCE - 1);
    }
    taken.forEach(this::release);
    return taken;
  }

  /** Drops all that waits. */
  void forget() {
    for (Order order = waiting.poll(); order != null; order = waiting.poll()) {
      release(order);
    }
  }

  /** How many events have been dropped since this was last asked. */
  long dropped() {
    return dropped.sumThenReset();
  }

  private void release(Order order) {
    if (order instanceof Order.Send send) {
      bytes.addAndGet(-send.bytes());
    }
  }
}
