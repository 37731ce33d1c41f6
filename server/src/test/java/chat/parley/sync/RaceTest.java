package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The race between reading what was missed and going live: no gap, no double. */
final class RaceTest {
  private static final int CLIENTS = 150;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final Random random = new Random(Long.getLong("parley.seed", 7));

  @Test
  void whoeverComesWhileAWriterRunsMissesNothingAndGetsNothingTwice() throws Exception {
    List<Person> people = SERVER.people(2);
    Api api = people.getFirst().api();
    long room = api.newRoom("busy", people.getLast());
    AtomicBoolean stopped = new AtomicBoolean();
    Thread writer = Thread.ofVirtual().start(() -> write(people.getFirst(), room, stopped));
    WatchedClient first = SOCKETS.client(people.getLast());
    first.holdFromStart(room);
    Await.result(first.connect());
    List<WatchedClient> clients = new ArrayList<>(List.of(first));
    for (int i = 0; i < CLIENTS; i++) {
      WatchedClient client = SOCKETS.client(people.getLast());
      if (i % 3 > 0) {
        client.holdAt(room, random.nextLong(first.room(room).seq() + 1));
      }
      clients.add(client);
      var connecting = client.connect();
      if (i % 4 == 0) {
        Await.result(connecting);
        Await.result(client.disconnect());
        Await.result(client.connect());
      }
    }
    stopped.set(true);
    writer.join();
    assertThat(first.difference(api, room)).isEmpty();
    Map<Long, JsonObject> all = new TreeMap<>();
    long seq = WatchedClient.history(api, room, all);
    for (WatchedClient client : clients) {
      Await.until("the present", () -> client.room(room).seq() >= seq);
      assertThat(client.room(room).seq()).isEqualTo(seq);
      assertThat(client.violations()).isEmpty();
      assertThat(all.entrySet()).containsAll(client.messages(room).entrySet());
      client.disconnect();
    }
  }

  /** Sends, edits and deletes as fast as it is answered. */
  private static void write(Person person, long room, AtomicBoolean stopped) {
    WatchedClient client = SOCKETS.client(person);
    Await.result(client.connect());
    for (int i = 0; !stopped.get(); i++) {
      JsonObject ack = Await.result(client.send(room, "message " + i, "k" + i));
      String path = Api.messages(room) + ack.getJsonObject("message").getLong("id") + "/";
      if (i % 5 == 0) {
        person.api().put(path, new JsonObject().put("content", "edited " + i));
      } else if (i % 7 == 0) {
        person.api().delete(path);
      }
    }
  }
}
