package chat.parley.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.command.ParleyCli;
import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import chat.parley.limits.Times;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages past their time, on two nodes that both could delete them. */
final class RetentionTest {
  static final Times HURRIED =
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

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().with("PARLEY_RETENTION", "1h").with(HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private static TestServer other;

  private final List<Person> people = SERVER.people(2);
  private final Person alice = people.getFirst();
  private final Person bob = people.getLast();
  private final long room = alice.api().newRoom("room", bob);

  @BeforeAll
  static void startAnotherNode() throws Exception {
    other =
        TestServer.withDefaults()
            .with("PARLEY_DATABASE_URL", SERVER.databaseUrl())
            .with("PARLEY_RETENTION", "1h")
            .with(HURRIED);
    other.start();
  }

  @AfterAll
  static void stopIt() {
    other.close();
  }

  @Test
  void liveClientsSeeEachMessageGoAndKeepWhatIsYoung() {
    say(250);
    WatchedClient live = SOCKETS.client(alice);
    live.holdFromStart(room);
    Await.result(live.connect());
    Await.until("all", () -> live.messages(room).size() == 250);
    age();
    long young = alice.api().say(room, "young");
    Await.until("only the young one", () -> live.messages(room).keySet().equals(Set.of(young)));
    assertThat(live.difference(alice.api(), room)).isEmpty();
    assertThat(live.violations()).isEmpty();
    assertThat(number("SELECT seq FROM rooms WHERE id = " + room)).isEqualTo(250 + 1 + 250);
    assertThat(numbers("SELECT seq FROM messages WHERE room_id = %d ORDER BY id".formatted(room)))
        .hasSize(251)
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingOfWhatWasSaidStays() {
    String path = Api.messages(room);
    long id =
        alice
            .api()
            .send(
                alice
                    .api()
                    .request(path)
                    .header("Idempotency-Key", "a-key")
                    .POST(BodyPublishers.ofString("{\"content\":\"said\"}")))
            .id();
    Reply page = alice.api().get(path);
    assertThat(page.body()).contains("said");
    age();
    awaitEmpty(room);
    assertThat(alice.api().get(path).body()).doesNotContain("said");
    assertThat(alice.api().get(path + id + "/").status()).isEqualTo(404);
    assertThat(alice.api().get("/api/chat/rooms/?expand=unread,last_message").body())
        .contains("\"last_message\":null")
        .doesNotContain("said");
    assertThat(alice.api().get("/api/chat/rooms/%d/changes/?since=0".formatted(room)).body())
        .contains("\"deleted\":true", "\"to\":2")
        .doesNotContain("said");
    assertThat(
            number(
                """
                SELECT count(*) FROM messages
                 WHERE room_id = %d AND (content IS NOT NULL OR client_key IS NOT NULL OR key_digest IS NOT NULL)\
                """
                    .formatted(room)))
        .isZero();
  }

  @Test
  void aRoomMayKeepItsMessagesForEverOrForAnotherTime() {
    long forEver = alice.api().newRoom("for ever");
    long longer = alice.api().newRoom("longer");
    ParleyCli parley = ParleyCli.on(SERVER);
    assertThat(parley.run("room", "retention", "" + forEver, "off").output())
        .isEqualTo("Room %d keeps its messages for ever.%n".formatted(forEver));
    assertThat(parley.run("room", "retention", "" + longer, "3d").exitCode()).isZero();
    assertThat(parley.run("room", "retention", "" + longer).output())
        .isEqualTo("Room %d keeps its messages for 3d.%n".formatted(longer));
    for (long each : new long[] {forEver, longer, room}) {
      alice.api().say(each, "something");
    }
    age();
    awaitEmpty(room);
    assertThat(alice.api().get(Api.messages(forEver)).results()).hasSize(1);
    assertThat(alice.api().get(Api.messages(longer)).results()).hasSize(1);
    assertThat(parley.run("room", "retention", "" + longer, "default").exitCode()).isZero();
    awaitEmpty(longer);
    assertThat(alice.api().get(Api.messages(forEver)).results()).hasSize(1);
  }

  @Test
  void whatCannotBeSaidOfARoomIsRefused() {
    ParleyCli parley = ParleyCli.on(SERVER);
    assertThat(parley.run("room", "retention", "999999", "1d").exitCode()).isEqualTo(1);
    assertThat(parley.run("room", "retention", "999999").exitCode()).isEqualTo(1);
    assertThat(parley.run("room", "retention", "" + room, "soon").exitCode()).isEqualTo(2);
  }

  @Test
  void whoComesBackGetsTheTombstonesAndUnreadCountsAreOfWhatIsThere() {
    WatchedClient away = connected();
    say(3);
    Await.until("all", () -> away.messages(room).size() == 3);
    Await.result(away.disconnect());
    age();
    awaitEmpty(room);
    bob.api().say(room, "of the other");
    Await.result(away.connect());
    assertThat(away.difference(alice.api(), room)).isEmpty();
    assertThat(away.messages(room)).hasSize(1);
    assertThat(away.violations()).isEmpty();
    JsonObject found =
        alice.api().get("/api/chat/rooms/?expand=unread").results().stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getLong("id") == room)
            .findFirst()
            .orElseThrow();
    assertThat(found.getInteger("unread")).isEqualTo(1);
  }

  private WatchedClient connected() {
    WatchedClient client = SOCKETS.client(alice);
    Await.result(client.connect());
    return client;
  }

  private void awaitEmpty(long emptied) {
    Await.until("empty", () -> alice.api().get(Api.messages(emptied)).results().isEmpty());
  }

  private void say(int count) {
    execute(
        """
        SELECT * FROM send_messages(
          array_fill(%d::bigint, ARRAY[%3$d]), array_fill(%d::bigint, ARRAY[%3$d]),
          array_fill('said'::text, ARRAY[%3$d]), array_fill(NULL::text, ARRAY[%3$d]))\
        """
            .formatted(room, alice.id(), count));
  }

  /** All that was said in the rooms of these people was said two hours earlier. */
  private void age() {
    execute(
        """
        UPDATE messages SET created_at = (created_at AT TIME ZONE 'UTC' - interval '2 hours') AT TIME ZONE 'UTC'
         WHERE room_id IN (SELECT room_id FROM participants WHERE user_id = %d)\
        """
            .formatted(alice.id()));
  }

  private static void execute(String sql) {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static long number(String sql) {
    return numbers(sql).getFirst();
  }

  private static List<Long> numbers(String sql) {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
