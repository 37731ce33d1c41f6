package chat.parley.cluster;

import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Topic;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the broker, from its beginning to its end, on the thread of the {@link Link}. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Event RETURNED =
      Event.passing(
          Subjects.RETURN,
          Frame.of(
              "node.returned",
              json -> {
                json.writeStartObject();
                json.writeEndObject();
              }),
          0);

  /** A broker that does not answer for so long is lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Connection connection;
  private final Subjects subjects;
  private final Envelope envelope;
  private final Orders orders;
  private final LocalBus here;
  private final Dispatcher dispatcher;
  private final Set<Topic> subscribed = new HashSet<>();
  private final List<Topic> unconfirmed = new ArrayList<>();
  private long answeredAt;

  /**
   * @param here gets what other nodes publish
   */
  Session(
      Connection connection, Subjects subjects, Envelope envelope, Orders orders, LocalBus here) {
    this.connection = connection;
    this.subjects = subjects;
    this.envelope = envelope;
    this.orders = orders;
    this.here = here;
    this.dispatcher = connection.createDispatcher(this::arrived);
  }

  /** Subscribes to all that is listened to; returns when the broker has taken it. */
  void begin(Set<Topic> wanted) throws InterruptedException, TimeoutException {
    subscribe(Subjects.RETURN, true);
    wanted.forEach(topic -> subscribe(topic, true));
    ask();
  }

  /** Tells the other nodes that what happened here may not have reached them so far. */
  void returned() {
    publish(RETURNED);
  }

  /**
   * Carries out orders until one says to leave.
   *
   * @param wanted whether a topic is listened to at present
   * @throws IOException if the connection is lost
   * @throws TimeoutException if the broker does not answer
   */
  void serve(Predicate<Topic> wanted) throws IOException, InterruptedException, TimeoutException {
    while (true) {
      for (Orders.Order order : orders.take(BEAT)) {
        switch (order) {
          case Orders.Order.Send send -> publish(send.event());
          case Orders.Order.Change change -> subscribe(change.topic(), wanted.test(change.topic()));
          case Orders.Order.Lost lost -> {
            if (lost.connection().equals(connection)) {
              throw new IOException("the connection was lost");
            }
          }
          case Orders.Order.Leave leave -> {
            ask();
            return;
          }
        }
      }
      if (!unconfirmed.isEmpty() || System.nanoTime() - answeredAt > BEAT.toNanos()) {
        ask();
        complain();
      }
    }
  }

  /** What the broker would refuse, it would end the connection for. */
  private void publish(Event event) {
    byte[] sealed = envelope.seal(event);
    if (sealed.length <= connection.getMaxPayload()) {
      connection.publish(subjects.of(event.topic()), sealed);
    } else {
      LOG.warn(
          "The broker's max_payload is less than {} bytes: {} is looked up instead",
          sealed.length,
          event.topic());
    }
  }

  private void subscribe(Topic topic, boolean wanted) {
    if (wanted && subscribed.add(topic)) {
      dispatcher.subscribe(subjects.of(topic));
      unconfirmed.add(topic);
    } else if (!wanted && subscribed.remove(topic)) {
      dispatcher.unsubscribe(subjects.of(topic));
    }
  }

  /** What the broker was told before, it has taken when it answers: it takes one thing after the other. */
  private void ask() throws InterruptedException, TimeoutException {
    connection.flush(PATIENCE);
    answeredAt = System.nanoTime();
    if (!unconfirmed.isEmpty()) {
      List<Topic> confirmed = List.copyOf(unconfirmed);
      unconfirmed.clear();
      here.tellAll(hub -> hub.listening(confirmed));
    }
  }

  private void complain() {
    long dropped = orders.dropped();
    if (dropped > 0) {
      LOG.warn(
          "The broker is too slow: {} events were not sent, and are looked up instead", dropped);
    }
  }

  private void arrived(Message message) {
    Topic topic = subjects.topic(message.getSubject());
    envelope
        .open(topic, message.getData())
        .ifPresent(event -> {
          if (topic.equals(Subjects.RETURN)) {
            here.tellAll(Hub::checkSoon);
          } else {
            here.publish(event);
          }
        });
  }
}
