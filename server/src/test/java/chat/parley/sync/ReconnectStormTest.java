package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All sockets come back in the same second. Needs some 4,100 open files: {@code ulimit -n 8192} where
 * fewer are allowed.
 */
final class ReconnectStormTest {
  private static final int SOCKETS_COUNT = 2_000;
  private static final int ROOMS = 200;
  private static final int PER_ROOM = SOCKETS_COUNT / ROOMS;

  /** Ten seconds are promised for a quiet machine; this one may be busy. */
  private static final Duration BOUND = Duration.ofSeconds(60);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  @Test
  void everybodyIsBackInStepWithoutAGap() throws Exception {
    List<Person> people = SERVER.people(SOCKETS_COUNT);
    List<WatchedClient> clients = new ArrayList<>();
    List<Long> rooms = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      List<Person> inside = people.subList(i * PER_ROOM, (i + 1) * PER_ROOM);
      rooms.add(inside.getFirst().api().newRoom("room " + i, inside.toArray(new Person[0])));
      inside.forEach(person -> clients.add(SOCKETS.client(person)));
    }
    storm(clients);
    Future.all(clients.stream().map(WatchedClient::disconnect).toList()).await();
    for (int i = 0; i < ROOMS; i++) {
      people.get(i * PER_ROOM).api().say(rooms.get(i), "while you were away");
    }
    long nanos = storm(clients);
    System.out.printf(
        "%d sockets of %d rooms were back in step after %.1f s%n",
        SOCKETS_COUNT, ROOMS, nanos / 1e9);
    for (int i = 0; i < SOCKETS_COUNT; i++) {
      WatchedClient client = clients.get(i);
      assertThat(client.violations()).isEmpty();
      assertThat(client.room(rooms.get(i / PER_ROOM)).seq()).isEqualTo(1);
      assertThat(client.messages(rooms.get(i / PER_ROOM))).hasSize(1);
    }
  }

  /** Connects all at once; gives the time until the last is in step. */
  private static long storm(List<WatchedClient> clients) throws Exception {
    long began = System.nanoTime();
    Future.all(clients.stream().map(WatchedClient::connect).toList())
        .await(BOUND.toSeconds(), TimeUnit.SECONDS);
    return System.nanoTime() - began;
  }
}
