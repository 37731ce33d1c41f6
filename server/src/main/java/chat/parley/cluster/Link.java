package chat.parley.cluster;

import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Topic;
import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the broker: connects, again and again where it must, and has the one thread that may wait
 * for the broker. Event loops leave their orders, and go on.
 */
final class Link implements Dial.Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration MOST_FAREWELL = Duration.ofSeconds(3);
  private static final long LEAST_PAUSE_MILLIS = 200;
  private static final long MOST_PAUSE_MILLIS = 700;

  private final Dial dial;
  private final Envelope envelope;
  private final LocalBus here;
  private final Set<Topic> wanted;
  private final Orders orders = new Orders();
  private final Thread thread = Thread.ofPlatform().name("broker").daemon().unstarted(this::run);
  private volatile Optional<String> trouble = Optional.of("not connected yet");
  private volatile boolean obeying;
  private volatile boolean leaving;

  /** Since when there is no connection, once that was said. */
  private Optional<Long> awaySince = Optional.empty();

  /**
   * @param here gets what other nodes publish
   * @param wanted the topics that are listened to at present; safe for all threads
   */
  Link(Dial dial, Envelope envelope, LocalBus here, Set<Topic> wanted) {
    this.dial = dial;
    this.envelope = envelope;
    this.here = here;
    this.wanted = wanted;
  }

  void start() {
    thread.start();
  }

  /** Why there is no connection; empty where there is one. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Sends an event, or drops it where there is no connection. */
  void send(Event event) {
    if (trouble.isEmpty()) {
      orders.send(event);
    }
  }

  /** Says that a topic may be listened to now, or no more. */
  void changed(Topic topic) {
    if (obeying) {
      orders.add(new Orders.Order.Change(topic));
    }
  }

  /** A connection that never was is told of, too, but nobody would take the order. */
  @Override
  public void lost(Connection connection) {
    if (obeying) {
      orders.add(new Orders.Order.Lost(connection));
    }
  }

  @Override
  public void overrun() {
    here.tellAll(Hub::check);
  }

  /** Sends what was ordered before, and leaves. Blocks. */
  void close() {
    leaving = true;
    orders.add(new Orders.Order.Leave());
    if (trouble.isPresent()) {
      thread.interrupt();
    }
    try {
      if (!thread.join(MOST_FAREWELL)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!leaving) {
        try {
          serve(dial.connect(this));
        } catch (IOException | TimeoutException | RuntimeException e) {
          // jnats throws what it likes; whatever it is, the next connection is a new one.
          cutOff(e);
          Thread.sleep(ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
        }
      }
    } catch (InterruptedException e) {
      // The process does not wait any longer.
    }
  }

  private void serve(Connection connection)
      throws IOException, InterruptedException, TimeoutException {
    try {
      Session session = new Session(connection, dial.subjects(), envelope, orders, here);
      // What was ordered of the last connection is out of date, and the topics are looked at anew.
      orders.forget();
      obeying = true;
      session.begin(wanted);
      restored();
      session.returned();
      session.serve(wanted::contains);
      connection.close();
    } finally {
      obeying = false;
      // What hangs takes seconds to close.
      Thread.startVirtualThread(() -> end(connection));
    }
  }

  private void restored() {
    awaySince.ifPresent(since ->
        LOG.info("The broker is back after {} s", (System.nanoTime() - since) / 1_000_000_000));
    awaySince = Optional.empty();
    trouble = Optional.empty();
    here.tellAll(Hub::restored);
  }

  private void cutOff(Exception why) {
    if (awaySince.isEmpty()) {
      awaySince = Optional.of(System.nanoTime());
      LOG.warn("The broker is away ({}): changes of other nodes are looked up", why.getMessage());
    }
    trouble = Optional.of(String.valueOf(why.getMessage()));
    here.tellAll(Hub::cutOff);
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
