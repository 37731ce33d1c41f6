package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending more than once stores once (docs/protocol.md, "Sending more than once"). */
final class IdempotencyTest {
  private static final int TIMES = 50;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final long room = alice.api().newRoom("room", bob);

  private record Sent(long id, boolean repeated) {}

  @Test
  void theSameKeySent50TimesAtOnceByRequestAndSocketStoresOneMessage() throws Exception {
    List<WatchedClient> clients = new ArrayList<>();
    for (int i = 0; i < TIMES / 2; i++) {
      WatchedClient client = SOCKETS.client(alice);
      Await.result(client.connect());
      clients.add(client);
    }
    List<Callable<Sent>> sends = new ArrayList<>();
    for (WatchedClient client : clients) {
      sends.add(() -> sent(Await.result(client.send(room, "once", "key"))));
      sends.add(() -> sent(post(alice, room, "once", "key")));
    }
    List<Sent> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(TIMES)) {
      for (Future<Sent> each : threads.invokeAll(sends)) {
        all.add(each.get());
      }
    }
    assertThat(all).hasSize(TIMES);
    assertThat(all.stream().map(Sent::id).distinct()).hasSize(1);
    assertThat(all.stream().filter(Sent::repeated)).hasSize(TIMES - 1);
    Reply history = alice.api().get(Api.messages(room));
    assertThat(history.results()).hasSize(1);
    assertThat(history.header("Room-Seq")).contains("1");
    for (WatchedClient client : clients) {
      assertThat(client.difference(alice.api(), room)).isEmpty();
      assertThat(client.violations()).isEmpty();
    }
  }

  @Test
  void differentSendersAndRoomsMayUseTheSameKey() {
    long elsewhere = alice.api().newRoom("elsewhere", bob);
    assertThat(post(alice, room, "one", "key").header("Idempotent-Replayed")).isEmpty();
    assertThat(post(bob, room, "two", "key").header("Idempotent-Replayed")).isEmpty();
    assertThat(post(alice, elsewhere, "three", "key").header("Idempotent-Replayed")).isEmpty();
    assertThat(alice.api().get(Api.messages(room)).results()).hasSize(2);
    Reply again = post(alice, room, "one", "key");
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    assertThat(again.status()).isEqualTo(201);
    assertThat(post(alice, room, "other", "key").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "", "a\tb"})
  void whatIsNoKeyIsRefused(String key) {
    assertThat(post(alice, room, "one", key).status()).isEqualTo(400);
  }

  @Test
  void aKeyHasAtMost64Characters() {
    assertThat(post(alice, room, "one", "k".repeat(65)).status()).isEqualTo(400);
    assertThat(post(alice, room, "one", "k".repeat(64)).status()).isEqualTo(201);
    assertThat(post(alice, room, "one", "!~").status()).isEqualTo(201);
  }

  private static Reply post(Person person, long room, String content, String key) {
    String body = new JsonObject().put("content", content).encode();
    return person
        .api()
        .send(
            person
                .api()
                .request(Api.messages(room))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
  }

  private static Sent sent(JsonObject ack) {
    assertThat(ack.getString("type")).isEqualTo("ack");
    return new Sent(ack.getJsonObject("message").getLong("id"), ack.getBoolean("repeated", false));
  }

  private static Sent sent(Reply reply) {
    assertThat(reply.status()).isEqualTo(201);
    return new Sent(reply.id(), reply.header("Idempotent-Replayed").isPresent());
  }
}
