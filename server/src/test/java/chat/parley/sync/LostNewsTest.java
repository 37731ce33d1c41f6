package chat.parley.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import chat.parley.limits.Times;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What happened in the database, and was never told: the bus lost it, or the server that did it died
 * before it could tell. Here nobody tells, since it is done behind the server's back.
 */
final class LostNewsTest {
  private static final Times HURRIED =
      new Times(
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Times.Nodes.PROTOCOL);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults().with(HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  void aMessageIsFound() throws SQLException {
    WatchedClient reader = connected(bob);
    send(room, "found");
    Await.until("the message", () -> reader.messages(room).size() == 1);
    long next = alice.api().say(room, "told");
    Await.until("the next message", () -> reader.messages(room).containsKey(next));
    assertThat(reader.violations()).isEmpty();
  }

  @Test
  void aNewRoomIsFoundWithAllThatIsInItAndLiveFromThenOn() throws SQLException {
    WatchedClient reader = connected(bob);
    long fresh = newRoom("found", alice, bob);
    send(fresh, "in it before");
    Await.until("the room", () -> reader.messages(fresh).size() == 1);
    JsonObject joined =
        reader.others().stream()
            .filter(frame -> frame.getString("type").equals("room.joined"))
            .findFirst()
            .orElseThrow();
    assertThat(joined.getLong("seq")).isZero();
    assertThat(joined.getJsonObject("room_state").getString("name")).isEqualTo("found");
    long next = alice.api().say(fresh, "told");
    Await.until("the next message", () -> reader.messages(fresh).containsKey(next));
    assertThat(reader.violations()).isEmpty();
  }

  @Test
  void whoIsInARoomNoMoreIsToldNothingOfItAnyMore() throws SQLException {
    RawSocket removed = SOCKETS.logIn(bob);
    RawSocket present = SOCKETS.logIn(alice);
    execute("DELETE FROM participants WHERE room_id = ? AND user_id = ?", room, bob.id());
    Await.until(
        "typing is refused",
        () -> {
          removed.say("typing", "room", room);
          removed.settle();
          return removed.has("error");
        });
    long id = alice.api().say(room, "not for everybody");
    present.next("message.created", frame -> frame.getJsonObject("message").getLong("id") == id);
    removed.settle();
    assertThat(removed.has("message.created")).isFalse();
  }

  @Test
  void theStreamOfARoomEndsForWhoIsInItNoMore() throws Exception {
    HttpRequest request =
        bob.api()
            .request("/api/chat/rooms/%d/events/".formatted(room))
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream stream = http.send(request, BodyHandlers.ofInputStream()).body()) {
      execute("DELETE FROM participants WHERE room_id = ? AND user_id = ?", room, bob.id());
      assertThat(new String(stream.readAllBytes(), UTF_8)).doesNotContain("data:");
    }
  }

  private WatchedClient connected(Person person) {
    WatchedClient client = SOCKETS.client(person);
    Await.result(client.connect());
    return client;
  }

  private void send(long to, String content) throws SQLException {
    execute(
        "SELECT * FROM send_messages(ARRAY[?], ARRAY[?], ARRAY['" + content + "'], ARRAY[NULL])",
        to,
        alice.id());
  }

  private static long newRoom(String name, Person... participants) throws SQLException {
    long id = execute("INSERT INTO rooms (name) VALUES ('" + name + "') RETURNING id");
    for (Person each : participants) {
      execute(
          "INSERT INTO participants (room_id, user_id) VALUES (?, ?) RETURNING 1", id, each.id());
    }
    return id;
  }

  /** Runs a statement with numbers in it; gives the number that it answers. */
  private static long execute(String sql, long... numbers) throws SQLException {
    try (Connection connection = SERVER.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < numbers.length; i++) {
        statement.setLong(i + 1, numbers[i]);
      }
      if (!statement.execute()) {
        return 0;
      }
      var rows = statement.getResultSet();
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
