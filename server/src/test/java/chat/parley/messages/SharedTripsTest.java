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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads of one page at the same time. */
class SharedTripsTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private static final PageCache.Name NAME = new PageCache.Name(new RoomId(1), "a page");
  private static final Optional<PageCache.Page> PAGE =
      Optional.of(new PageCache.Page(7, Answer.empty(), null));

  @Test
  void aTripUnderWayIsFoundAndIsForgottenWhenItEnds() {
    SharedTrips trips = new SharedTrips();
    Promise<Optional<PageCache.Page>> first = Promise.promise();
    Future<Optional<PageCache.Page>> trip = trips.start(NAME, first::future);
    assertThat(trips.of(NAME)).isSameAs(trip);
    assertThat(trips.of(new PageCache.Name(new RoomId(1), "another page"))).isNull();

    trips.start(NAME, () -> Promise.<Optional<PageCache.Page>>promise().future());
    assertThat(trips.of(NAME)).as("the first stays").isSameAs(trip);

    first.complete(PAGE);
    assertThat(trips.of(NAME)).isNull();
  }

  @Test
  void aTripThatFailsIsForgottenToo() {
    SharedTrips trips = new SharedTrips();
    Promise<Optional<PageCache.Page>> first = Promise.promise();
    trips.start(NAME, first::future);
    first.fail("the database is away");
    assertThat(trips.of(NAME)).isNull();
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
