package chat.parley.realtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One event loop's share of live delivery: the topics that its connections subscribe to. Used on that
 * event loop alone, but for {@link #listensTo}.
 */
public final class Hub {
  /** How many topics one statement compares. */
  private static final int TOPICS_AT_ONCE = 500;

  /** What was committed a moment ago is still on its way by the bus. */
  private static final long ON_ITS_WAY_MILLIS = 100;

  private final Vertx vertx;
  private final Bus bus;
  private final Backlog backlog;
  private final Runnable repaired;
  private final Map<Topic, Feed> feeds = new ConcurrentHashMap<>();
  private final Set<Topic> doubted = new HashSet<>();
  private final List<Supplier<Future<?>>> comparisons = new ArrayList<>();
  private final Rounds rounds;
  private boolean lookingSoon;
  private boolean checkingSoon;

  /**
   * @param check between two comparisons with the database
   * @param hurriedCheck the same while the bus does not reach everybody
   * @param repaired told of each hole that the database filled
   */
  public Hub(
      Vertx vertx,
      Bus bus,
      Backlog backlog,
      Duration check,
      Duration hurriedCheck,
      Runnable repaired) {
    this.vertx = vertx;
    this.bus = bus;
    this.backlog = backlog;
    this.repaired = repaired;
    this.comparisons.add(() -> compare(begun(feeds.keySet())));
    this.rounds = new Rounds(vertx, check, hurriedCheck, this::compareAll);
  }

  /**
   * Subscribes. Whoever reads a topic's number from the database after this and then calls {@link
   * #begin} misses nothing.
   */
  public void subscribe(Topic topic, Subscriber subscriber) {
    Feed feed = feeds.get(topic);
    if (feed == null) {
      feed = new Feed(topic, vertx, backlog, repaired);
      feeds.put(topic, feed);
      bus.listen(topic);
    }
    feed.add(subscriber);
  }

  public void unsubscribe(Topic topic, Subscriber subscriber) {
    Feed feed = feeds.get(topic);
    if (feed != null) {
      feed.remove(subscriber);
      if (feed.isEmpty()) {
        feeds.remove(topic);
        doubted.remove(topic);
        bus.leave(topic);
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
    if (feed == null) {
      return seq;
    }
    if (doubted.contains(topic)) {
      lookSoon();
    }
    return feed.begin(seq);
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
   * The bus brings the events of these topics from now on. What happened since they were subscribed to
   * may have been lost, so their numbers are looked up once, many by one statement.
   */
  public void listening(Collection<Topic> topics) {
    topics.stream().filter(feeds::containsKey).forEach(doubted::add);
    if (!doubted.isEmpty()) {
      lookSoon();
    }
  }

  /** The bus does not reach everybody: what others do is looked for more often. */
  public void cutOff() {
    rounds.hurry(true);
  }

  /** The bus reaches everybody again: what happened meanwhile is looked up now. */
  public void restored() {
    rounds.hurry(false);
    begun(doubted).forEach(doubted::remove);
    rounds.begin();
  }

  /**
   * Compares the numbers of all topics with the database's, so that even the last event of a quiet
   * topic cannot stay lost.
   */
  public void check() {
    rounds.begin();
  }

  /** The same in a moment, once for all who ask meanwhile. */
  public void checkSoon() {
    if (!checkingSoon) {
      checkingSoon = true;
      vertx.setTimer(
          ON_ITS_WAY_MILLIS,
          id -> {
            checkingSoon = false;
            rounds.begin();
          });
    }
  }

  /** Compares something else, too, each time when the numbers are compared. */
  public void alsoCompare(Supplier<Future<?>> comparison) {
    comparisons.add(comparison);
  }

  private Future<?> compareAll() {
    Future<?> all = Future.succeededFuture();
    for (Supplier<Future<?>> comparison : comparisons) {
      all = all.transform(whatever -> comparison.get().mapEmpty());
    }
    return all;
  }

  private void lookSoon() {
    if (!lookingSoon) {
      lookingSoon = true;
      vertx.setTimer(
          ON_ITS_WAY_MILLIS,
          id -> {
            lookingSoon = false;
            List<Topic> ready = begun(doubted);
            ready.forEach(doubted::remove);
            compare(ready);
          });
    }
  }

  private Future<?> compare(List<Topic> topics) {
    Future<Void> all = Future.succeededFuture();
    for (int i = 0; i < topics.size(); i += TOPICS_AT_ONCE) {
      List<Topic> some = topics.subList(i, Math.min(i + TOPICS_AT_ONCE, topics.size()));
      all = all.compose(next -> backlog.numbers(some).onSuccess(this::catchUp).mapEmpty());
    }
    return all;
  }

  private void catchUp(Map<Topic, Long> numbers) {
    vertx.setTimer(
        ON_ITS_WAY_MILLIS,
        id ->
            numbers.forEach((topic, seq) -> {
              Feed feed = feeds.get(topic);
              if (feed != null) {
                feed.catchUpTo(seq);
              }
            }));
  }

  private List<Topic> begun(Collection<Topic> topics) {
    return topics.stream().filter(topic -> number(topic) >= 0).toList();
  }
}
