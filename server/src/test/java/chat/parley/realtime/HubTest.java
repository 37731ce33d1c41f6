package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a hub asks of the bus, and what it looks up because of the bus. */
final class HubTest {
  private static final Topic TOPIC = new Topic("room", 1);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final NoBus bus = new NoBus();
  private final List<Collection<Topic>> compared = new CopyOnWriteArrayList<>();
  private final List<Long> missed = new CopyOnWriteArrayList<>();
  private final AtomicInteger others = new AtomicInteger();
  private volatile Future<Void> database = Future.succeededFuture();
  private volatile long present;
  private final Hub hub = on(() -> hub(Duration.ofDays(1)));
  private final Subscriber subscriber =
      new Subscriber() {
        @Override
        public void happened(Event event) {}

        @Override
        public void missed(Missed news) {
          missed.add(news.to());
        }
      };

  private final class Store implements Backlog {
    @Override
    public Future<Missed> after(Topic topic, long seq) {
      return Future.succeededFuture(
          new Missed(seq, present, false, Frame.of("test", json -> json.writeNull())));
    }

    @Override
    public Future<Map<Topic, Long>> numbers(Collection<Topic> topics) {
      compared.add(List.copyOf(topics));
      return database.map(
          there -> topics.stream().collect(Collectors.toMap(Function.identity(), t -> present)));
    }
  }

  private Hub hub(Duration check) {
    Hub made = new Hub(vertx, bus, new Store(), check, Duration.ofMillis(10), () -> {});
    made.alsoCompare(() -> {
      others.incrementAndGet();
      return database;
    });
    return made;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void theBusIsAskedForATopicOnceAndTillTheLastSubscriberHasGone() {
    Subscriber second = another();
    run(() -> {
      hub.subscribe(TOPIC, subscriber);
      hub.subscribe(TOPIC, second);
      assertThat(bus.topics).containsExactly(TOPIC);
      hub.unsubscribe(TOPIC, subscriber);
      assertThat(bus.topics).containsExactly(TOPIC);
      hub.unsubscribe(TOPIC, second);
      hub.unsubscribe(TOPIC, second);
      assertThat(bus.topics).isEmpty();
    });
  }

  @Test
  void whatHappenedBeforeTheBusBroughtATopicIsLookedUpOnce() {
    run(() -> {
      hub.subscribe(TOPIC, subscriber);
      hub.begin(TOPIC, 0);
      present = 3;
      hub.listening(List.of(TOPIC, new Topic("room", 2)));
    });
    Await.until("the repair", () -> missed.equals(List.of(3L)));
    assertThat(compared).containsExactly(List.of(TOPIC));
  }

  @Test
  void aTopicThatBeginsLaterIsLookedUpWhenItHasBegun() {
    run(() -> {
      hub.subscribe(TOPIC, subscriber);
      hub.listening(List.of(TOPIC));
    });
    Await.result(vertx.timer(150).mapEmpty());
    assertThat(compared).isEmpty();
    present = 3;
    run(() -> hub.begin(TOPIC, 2));
    Await.until("the repair", () -> missed.equals(List.of(3L)));
  }

  @Test
  void manyTopicsAreComparedBySomeAtOnce() {
    run(() -> {
      LongStream.rangeClosed(1, 1_200)
          .mapToObj(id -> new Topic("room", id))
          .forEach(topic -> {
            hub.subscribe(topic, subscriber);
            hub.begin(topic, 0);
          });
      hub.check();
    });
    Await.until("all of them", () -> others.get() == 1);
    assertThat(compared).extracting(Collection::size).containsExactly(500, 500, 200);
  }

  @Test
  void whileTheBusIsCutOffItIsLookedUpAgainAndAgainAndOnceMoreWhenItIsBack() {
    run(hub::cutOff);
    Await.until("some rounds", () -> others.get() > 3);
    run(hub::restored);
    int last = on(others::get);
    Await.result(vertx.timer(60).mapEmpty());
    assertThat(others.get()).isLessThanOrEqualTo(last + 1);
  }

  @Test
  void toBeToldAgainAndAgainThatTheBusIsCutOffPutsNoRoundOff() {
    run(() -> vertx.setPeriodic(2, id -> hub.cutOff()));
    Await.until("some rounds", () -> others.get() > 3);
  }

  @Test
  void aRoundWaitsForTheOneBeforeIt() {
    Promise<Void> answer = Promise.promise();
    database = answer.future();
    run(() -> {
      hub.check();
      hub.check();
      hub.check();
    });
    assertThat(on(others::get)).isEqualTo(1);
    run(answer::complete);
    Await.until("the second round", () -> others.get() == 2);
    run(() -> {});
    assertThat(others.get()).isEqualTo(2);
  }

  @Test
  void aDatabaseThatIsAwayEndsNoRounds() {
    database = Future.failedFuture("away");
    run(() -> {
      hub.subscribe(TOPIC, subscriber);
      hub.begin(TOPIC, 0);
      hub.cutOff();
    });
    Await.until("some rounds", () -> compared.size() > 3);
    present = 1;
    database = Future.succeededFuture();
    Await.until("the repair", () -> missed.contains(1L));
  }

  private void run(Runnable task) {
    on(() -> {
      task.run();
      return true;
    });
  }

  private <T> T on(Supplier<T> task) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> {
      try {
        done.complete(task.get());
      } catch (AssertionError failure) {
        done.fail(failure);
      }
    });
    return Await.result(done.future());
  }

  private Subscriber another() {
    return new Subscriber() {
      @Override
      public void happened(Event event) {}

      @Override
      public void missed(Missed news) {}
    };
  }
}
