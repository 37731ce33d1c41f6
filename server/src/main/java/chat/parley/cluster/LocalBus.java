package chat.parley.cluster;

import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Topic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Carries events between the event loops of one process. */
public final class LocalBus implements NodeBus {
  private final List<Stop> stops = new CopyOnWriteArrayList<>();

  @Override
  public void join(Hub hub, String epoch) {
    stops.add(new Stop(hub));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A hub that begins to listen after it was asked here reads the event from the database.
   */
  @Override
  public void publish(Event event) {
    for (Stop stop : stops) {
      if (stop.wants(event.topic())) {
        stop.bring(event);
      }
    }
  }

  @Override
  public void listen(Topic topic) {
    // Whoever publishes asks the hubs.
  }

  @Override
  public void leave(Topic topic) {
    // The same.
  }

  @Override
  public boolean isAlone() {
    return true;
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // There is nothing to leave.
  }

  /** Tells every hub something about the bus itself. */
  void tellAll(Consumer<Hub> news) {
    stops.forEach(stop -> stop.tell(news));
  }
}
