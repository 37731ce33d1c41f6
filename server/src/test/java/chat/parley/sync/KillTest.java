package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.Program;
import chat.parley.fixture.ServerProcess;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** kill -9 while everybody sends: what was acknowledged is there once, and whoever resumes is complete. */
final class KillTest {
  private static final int SOCKETS_COUNT = 50;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final Program program =
      new Program(
          Map.of(
              "PARLEY_PORT",
              "0",
              "PARLEY_DATABASE_URL",
              SERVER.databaseUrl(),
              "PARLEY_JWT_SECRET",
              TestServer.SIGNING_KEY,
              "PARLEY_LIMITS",
              "off"));
  private final List<Person> people = SERVER.people(SOCKETS_COUNT);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

  @Test
  void whatWasAcknowledgedIsThereOnceAndWhoResumesIsComplete() {
    long room = people.getFirst().api().newRoom("room", people.toArray(new Person[0]));
    List<WatchedClient> clients = new ArrayList<>();
    try (ServerProcess process = program.serve()) {
      for (Person person : people) {
        WatchedClient client = SOCKETS.client(process.uri().getPort(), person.access());
        client.holdFromStart(room);
        clients.add(client);
      }
      Await.result(Future.all(clients.stream().map(WatchedClient::connect).toList()));
      for (int i = 0; i < SOCKETS_COUNT; i++) {
        send(clients.get(i), i, room, 0);
      }
      Await.until("many messages", () -> acknowledged.size() > 1_000);
      process.kill();
    }
    for (WatchedClient client : clients) {
      assertThat(Await.result(client.closed())).isEqualTo((short) 1006);
    }
    try (ServerProcess process = program.serve()) {
      List<WatchedClient> back = new ArrayList<>();
      for (int i = 0; i < SOCKETS_COUNT; i++) {
        back.add(clients.get(i).movedTo(process.uri().getPort()));
      }
      Await.result(Future.all(back.stream().map(WatchedClient::connect).toList()));
      unanswered.forEach((key, who) -> {
        JsonObject answer = Await.result(back.get(who).send(room, "content of " + key, key));
        assertThat(answer.getString("type")).isEqualTo("ack");
        acknowledged.add(key);
      });
      Api api = process.api().as(people.getFirst().access());
      Map<Long, JsonObject> messages = new TreeMap<>();
      long seq = WatchedClient.history(api, room, messages);
      assertThat(messages.values().stream().map(message -> message.getString("content")))
          .containsExactlyInAnyOrderElementsOf(
              acknowledged.stream().map(key -> "content of " + key).toList());
      assertThat(seq).isEqualTo(messages.size());
      for (WatchedClient client : back) {
        assertThat(client.difference(api, room)).isEmpty();
        assertThat(client.violations()).isEmpty();
      }
    }
  }

  /** Sends the next message as soon as one is acknowledged, until nobody answers any more. */
  private void send(WatchedClient client, int who, long room, int number) {
    String key = who + "." + number;
    unanswered.put(key, who);
    client
        .send(room, "content of " + key, key)
        .onSuccess(ack -> {
          acknowledged.add(key);
          unanswered.remove(key);
          send(client, who, room, number + 1);
        });
  }
}
