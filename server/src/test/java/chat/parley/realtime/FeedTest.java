package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order out of a bus that loses, doubles and reorders. */
final class FeedTest {
  private static final Topic TOPIC = new Topic("room", 1);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Store store = new Store();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Subscriber subscriber = subscriber(told);
  private final Hub hub =
      on(() ->
          new Hub(vertx, new NoBus(), store, Duration.ofDays(1), Duration.ofMillis(20), () -> {}));

  /** The database, as far as a hub sees it. */
  private static final class Store implements Backlog {
    volatile long present;
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();

    @Override
    public Future<Missed> after(Topic topic, long seq) {
      reads.incrementAndGet();
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return Future.failedFuture("not now");
      }
      long to = Math.min(present, seq + 200);
      return Future.succeededFuture(new Missed(seq, to, to < present, frame()));
    }

    @Override
    public Future<Map<Topic, Long>> numbers(Collection<Topic> topics) {
      Map<Topic, Long> numbers = new HashMap<>();
      topics.forEach(topic -> numbers.put(topic, present));
      return Future.succeededFuture(numbers);
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void eventsBeforeTheBeginningWaitAndKnownOnesAreDropped() {
    run(() -> hub.subscribe(TOPIC, subscriber));
    receive(2, 3, 1);
    assertThat(told).isEmpty();
    assertThat(begin(1)).isEqualTo(1);
    assertThat(told).containsExactly("2", "3");
    assertThat(begin(7)).isEqualTo(1);
    receive(3, 2, 4, 4);
    assertThat(told).containsExactly("2", "3", "4");
    assertThat(store.reads.get()).isZero();
  }

  @Test
  void eventsThatComeOutOfOrderAreToldInOrder() {
    started();
    receive(3, 2, 1, 5, 4);
    assertThat(told).containsExactly("1", "2", "3", "4", "5");
    assertThat(store.reads.get()).isZero();
  }

  @Test
  void aHoleIsFilledFromTheDatabase() {
    started();
    store.present = 4;
    receive(1, 3);
    Await.until("the repair", () -> told.size() == 2);
    receive(4, 5);
    assertThat(told).containsExactly("1", "1-4", "5");
  }

  @Test
  void aLongHoleIsFilledPageByPage() {
    started();
    store.present = 450;
    receive(450);
    Await.until("the repair", () -> told.size() == 3);
    assertThat(told).containsExactly("0-200", "200-400", "400-450");
  }

  @Test
  void aRepairThatFailsIsTriedAgain() {
    started();
    store.present = 2;
    store.refusals.set(1);
    receive(2);
    Await.until("the repair", () -> told.size() == 1);
    assertThat(told).containsExactly("0-2");
    assertThat(store.reads.get()).isEqualTo(2);
  }

  @Test
  void aLostLastEventIsFoundByTheCheck() {
    started();
    store.present = 1;
    run(hub::check);
    Await.until("the repair", () -> told.size() == 1);
    assertThat(told).containsExactly("0-1");
    run(hub::check);
    receive(2);
    assertThat(told).containsExactly("0-1", "2");
  }

  @Test
  void moreEarlyEventsThanAreKeptAreReadFromTheDatabase() {
    run(() -> hub.subscribe(TOPIC, subscriber));
    store.present = 3_000;
    run(() -> {
      for (int seq = 1; seq <= 3_000; seq++) {
        hub.receive(event(seq));
      }
    });
    begin(0);
    Await.until("all of them", () -> !told.isEmpty() && last(told) == 3_000);
    assertThat(told.getFirst()).isEqualTo("0-200");
  }

  @Test
  void whoHasLeftIsToldNothing() {
    started();
    run(() -> hub.unsubscribe(TOPIC, subscriber));
    receive(1);
    assertThat(told).isEmpty();
    assertThat(hub.listensTo(TOPIC)).isFalse();
  }

  @Test
  void aLargeAudienceIsToldInSlicesAndInOrderWhileOthersComeAndGo() {
    started();
    Topic small = new Topic("room", 2);
    List<String> smallTold = new CopyOnWriteArrayList<>();
    int[] toldBefore = {-1};
    int[] newsTold = {-1};
    List<List<String>> audience = new ArrayList<>();
    List<String> late = new CopyOnWriteArrayList<>();
    run(() -> {
      hub.subscribe(small, subscriber(smallTold));
      hub.begin(small, 0);
      for (int i = 0; i < 10_000; i++) {
        List<String> each = new ArrayList<>();
        audience.add(each);
        hub.subscribe(TOPIC, subscriber(each));
      }
      for (int seq = 1; seq <= 5; seq++) {
        hub.receive(event(seq));
      }
      vertx.runOnContext(next -> {
        hub.receive(Event.lasting(small, 1, frame(), 0, null));
        newsTold[0] = audience.stream().mapToInt(List::size).sum();
        toldBefore[0] = (int) audience.stream().filter(each -> !each.isEmpty()).count();
        hub.unsubscribe(TOPIC, subscriber);
        hub.subscribe(TOPIC, subscriber(late));
        hub.receive(event(6));
      });
    });
    Await.until("the last of them", () -> on(() -> audience.getLast().size()) == 6);
    assertThat(toldBefore[0]).isBetween(1, 2_000);
    assertThat(newsTold[0]).as("all in one round").isEqualTo(5 * toldBefore[0]);
    assertThat(smallTold).containsExactly("1");
    assertThat(audience).allMatch(each -> each.equals(List.of("1", "2", "3", "4", "5", "6")));
    assertThat(late).endsWith("6").isSorted();
  }

  private void started() {
    run(() -> hub.subscribe(TOPIC, subscriber));
    begin(0);
  }

  private long begin(long seq) {
    return on(() -> hub.begin(TOPIC, seq));
  }

  private void receive(long... seqs) {
    run(() -> {
      for (long seq : seqs) {
        hub.receive(event(seq));
      }
    });
  }

  private void run(Runnable task) {
    on(() -> {
      task.run();
      return true;
    });
  }

  private <T> T on(Supplier<T> task) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> done.complete(task.get()));
    return Await.result(done.future());
  }

  private static long last(List<String> told) {
    String end = told.getLast();
    return Long.parseLong(end.substring(end.indexOf('-') + 1));
  }

  private static Event event(long seq) {
    return Event.lasting(TOPIC, seq, frame(), 0, null);
  }

  private static Frame frame() {
    return Frame.of("test", json -> json.writeString("test"));
  }

  private static Subscriber subscriber(List<String> told) {
    return new Subscriber() {
      @Override
      public void happened(Event event) {
        told.add(Long.toString(event.seq()));
      }

      @Override
      public void missed(Missed missed) {
        told.add(missed.from() + "-" + missed.to());
      }
    };
  }
}
