package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.http.Answer;
import chat.parley.rooms.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads of one page at the same time. */
class SharedTripsTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private static final PageCache.Name NAME = new PageCache.Name(new RoomId(1), "a page", false);

  private final LongAdder spared = new LongAdder();
  private final SharedTrips trips = new SharedTrips(spared);
  private final Trip first = new Trip();
  private final Trip second = new Trip();
  private final Trip third = new Trip();

  /** A read that ends when it is told to. */
  private static final class Trip implements Supplier<Future<Optional<PageCache.Page>>> {
    private final Promise<Optional<PageCache.Page>> end = Promise.promise();
    private boolean begun;

    @Override
    public Future<Optional<PageCache.Page>> get() {
      begun = true;
      return end.future();
    }
  }

  private static Optional<PageCache.Page> page(long seq) {
    return Optional.of(new PageCache.Page(seq, Answer.empty()));
  }

  @Test
  void whoComesWhileAPageIsReadWaitsForItAndGetsTheSame() {
    Future<Optional<PageCache.Page>> early = trips.start(NAME, first);
    Future<Optional<PageCache.Page>> late = trips.at(7, NAME, second);
    assertThat(trips.isUnderWay(NAME)).isTrue();
    first.end.complete(page(7));
    assertThat(late.result()).isSameAs(early.result());
    assertThat(second.begun).isFalse();
    assertThat(spared.sum()).isEqualTo(1);
  }

  @Test
  void afterwardsOneGoesAnew() {
    trips.at(7, NAME, first);
    first.end.complete(page(7));
    assertThat(trips.isUnderWay(NAME)).isFalse();
    trips.at(7, NAME, second);
    assertThat(second.begun).isTrue();
    assertThat(spared.sum()).isZero();
  }

  @Test
  void anotherPageIsAnotherTrip() {
    trips.start(NAME, first);
    trips.at(7, new PageCache.Name(new RoomId(1), "another page", false), second);
    assertThat(second.begun).isTrue();
  }

  @Test
  void whatWasReadForAnOutsiderIsNoAnswerForAMember() {
    Future<Optional<PageCache.Page>> outsider = trips.start(NAME, first);
    Future<Optional<PageCache.Page>> member = trips.at(7, NAME, second);
    Future<Optional<PageCache.Page>> another = trips.at(7, NAME, third);
    first.end.complete(Optional.empty());
    assertThat(outsider.result()).isEmpty();
    assertThat(second.begun).isTrue();
    second.end.complete(page(7));
    assertThat(member.result()).isPresent();
    assertThat(another.result()).isSameAs(member.result());
    assertThat(third.begun).isFalse();
  }

  @Test
  void aTripThatBeganTooEarlyForSomebodyIsFollowedByAnother() {
    trips.start(NAME, first);
    Future<Optional<PageCache.Page>> old = trips.at(7, NAME, second);
    Future<Optional<PageCache.Page>> young = trips.at(8, NAME, third);
    first.end.complete(page(7));
    assertThat(old.result().orElseThrow().seq()).isEqualTo(7);
    third.end.complete(page(8));
    assertThat(young.result().orElseThrow().seq()).isEqualTo(8);
    assertThat(second.begun).isFalse();
  }

  @Test
  void aTripThatFailsFailsForAllAndIsForgotten() {
    trips.start(NAME, first);
    Future<Optional<PageCache.Page>> other = trips.at(7, NAME, second);
    first.end.fail("the database is away");
    assertThat(other.cause()).hasMessage("the database is away");
    assertThat(trips.isUnderWay(NAME)).isFalse();
  }

  @Test
  void manyWhoAskAtOnceSeeWhatWasSentBeforeAndOutsidersNothing() throws Exception {
    Person member = SERVER.api().newPerson("member");
    Person outsider = SERVER.api().newPerson("outsider");
    long room = member.api().newRoom("a room");
    for (int round = 0; round < 20; round++) {
      long newest = member.api().say(room, "message " + round);
      try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<java.util.concurrent.Future<Reply>> allowed = new ArrayList<>();
        List<java.util.concurrent.Future<Reply>> refused = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          allowed.add(readers.submit(() -> member.api().get(Api.messages(room))));
          refused.add(readers.submit(() -> outsider.api().get(Api.messages(room))));
        }
        for (java.util.concurrent.Future<Reply> reply : allowed) {
          assertThat(reply.get().json().getJsonArray("results").getJsonObject(0).getLong("id"))
              .isEqualTo(newest);
        }
        for (java.util.concurrent.Future<Reply> reply : refused) {
          assertThat(reply.get().status()).isEqualTo(404);
        }
      }
    }
  }
}
