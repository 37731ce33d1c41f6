package chat.parley.cluster;

import chat.parley.config.Broker;
import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries events between the nodes of a cluster, by NATS. This node's own hubs have them at once and by
 * themselves; other nodes get those of the topics that they listen to. While the broker is away the hubs
 * are cut off, and look into the database instead.
 */
public final class NatsBus implements NodeBus {
  private final Broker broker;
  private final LocalBus here = new LocalBus();
  private final Map<Topic, Integer> listeners = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Link> link = new AtomicReference<>();

  public NatsBus(Broker broker) {
    this.broker = broker;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The first hub makes it connect, and go on trying where it can't.
   */
  @Override
  public void join(Hub hub, String epoch) {
    here.join(hub, epoch);
    Link first = new Link(new Dial(broker), Envelope.of(epoch), here, listeners.keySet());
    if (link.compareAndSet(null, first)) {
      first.start();
    }
    if (!isWhole()) {
      hub.cutOff();
    }
  }

  @Override
  public void publish(Event event) {
    here.publish(event);
    Link open = link.get();
    if (open != null) {
      open.send(event);
    }
  }

  @Override
  public void listen(Topic topic) {
    if (listeners.merge(topic, 1, Integer::sum) == 1) {
      changed(topic);
    }
  }

  @Override
  public void leave(Topic topic) {
    if (listeners.computeIfPresent(topic, (t, hubs) -> hubs == 1 ? null : hubs - 1) == null) {
      changed(topic);
    }
  }

  @Override
  public boolean isAlone() {
    return false;
  }

  @Override
  public boolean isWhole() {
    return trouble().isEmpty();
  }

  @Override
  public Optional<String> trouble() {
    Link open = link.get();
    return open == null ? Optional.of("not connected yet") : open.trouble();
  }

  @Override
  public void close() {
    Link open = link.get();
    if (open != null) {
      open.close();
    }
  }

  private void changed(Topic topic) {
    Link open = link.get();
    if (open != null) {
      open.changed(topic);
    }
  }
}
