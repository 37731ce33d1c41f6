package chat.parley.realtime;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One event loop's share of live delivery: the topics that its connections subscribe to. Used on that
 * event loop alone, but for {@link #listensTo}.
 */
public final class Hub {
  private final Vertx vertx;
  private final Backlog backlog;
  private final Runnable repaired;
  private final Map<Topic, Feed> feeds = new ConcurrentHashMap<>();

  /**
   * @param check between two comparisons with the database
   * @param repaired told of each hole that the database filled
   */
  public Hub(Vertx vertx, Backlog backlog, Duration check, Runnable repaired) {
    this.vertx = vertx;
    this.backlog = backlog;
    this.repaired = repaired;
    vertx.setPeriodic(check.toMillis(), id -> check());
  }

  /**
   * Subscribes. Whoever reads a topic's number from the database after this and then calls {@link
   * #begin} misses nothing.
   */
  public void subscribe(Topic topic, Subscriber subscriber) {
    feeds.computeIfAbsent(topic, t -> new Feed(t, vertx, backlog, repaired)).add(subscriber);
  }

  public void unsubscribe(Topic topic, Subscriber subscriber) {
    Feed feed = feeds.get(topic);
    if (feed != null) {
      feed.remove(subscriber);
      if (feed.isEmpty()) {
        feeds.remove(topic);
      }
    }
  }

  /**
   * Says what a topic's number was after it was subscribed to.
   *
   * @return the number after which subscribers have been told everything
   */
  public long begin(Topic topic, long seq) {
    Feed feed = feeds.get(topic);
    return feed == null ? seq : feed.begin(seq);
  }

  /** The number of a topic's last event that was told here; negative where none can have been. */
  public long number(Topic topic) {
    Feed feed = feeds.get(topic);
    return feed == null ? -1 : feed.seq();
  }

  /** Whether an event of this topic has anybody to go to here. May be asked by any thread. */
  public boolean listensTo(Topic topic) {
    return feeds.containsKey(topic);
  }

  /** Takes an event from the bus. */
  public void receive(Event event) {
    Feed feed = feeds.get(event.topic());
    if (feed != null) {
      feed.receive(event);
    }
  }

  /**
   * Compares the numbers of all topics with the database's, so that even the last event of a quiet
   * topic cannot stay lost.
   */
  public void check() {
    List<Topic> begun =
        feeds.entrySet().stream()
            .filter(entry -> entry.getValue().seq() >= 0)
            .map(Map.Entry::getKey)
            .toList();
    if (!begun.isEmpty()) {
      backlog
          .numbers(begun)
          .onSuccess(numbers ->
              vertx.setTimer(
                  // What was committed a moment ago is still on its way by the bus.
                  100,
                  id ->
                      numbers.forEach((topic, seq) -> {
                        Feed feed = feeds.get(topic);
                        if (feed != null) {
                          feed.catchUpTo(seq);
                        }
                      })));
    }
  }
}
