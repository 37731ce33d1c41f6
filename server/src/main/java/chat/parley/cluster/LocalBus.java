package chat.parley.cluster;

import chat.parley.realtime.Bus;
import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Carries events between the event loops of one process. */
public final class LocalBus implements Bus {
  private record Stop(Context context, Hub hub) {}

  private final List<Stop> stops = new CopyOnWriteArrayList<>();

  /** Adds the hub of the calling event loop. */
  public void join(Hub hub) {
    stops.add(new Stop(Objects.requireNonNull(Vertx.currentContext()), hub));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A hub that begins to listen after it was asked here reads the event from the database.
   */
  @Override
  public void publish(Event event) {
    Context here = Vertx.currentContext();
    for (Stop stop : stops) {
      if (!stop.hub().listensTo(event.topic())) {
        continue;
      }
      if (stop.context().equals(here)) {
        stop.hub().receive(event);
      } else {
        stop.context().runOnContext(arrived -> stop.hub().receive(event));
      }
    }
  }
}
