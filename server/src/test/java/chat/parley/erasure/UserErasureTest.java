package chat.parley.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.command.ParleyCli;
import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user who is erased while a server runs, and others look on. */
final class UserErasureTest {
  @RegisterExtension
  static final TestServer SERVER = TestServer.withDefaults().with(RetentionTest.HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final ParleyCli parley = ParleyCli.on(SERVER);

  @Test
  void aUserGoesWithAllThatTheyWroteAndOthersSeeItGo() throws SQLException {
    Person gone = SERVER.api().newPerson("gone");
    Person stays = SERVER.api().newPerson("stays");
    long room = gone.api().newRoom("room", stays);
    execute("UPDATE users SET email = 'a@b.example', external_id = 'x' WHERE id = " + gone.id());
    WatchedClient onlooker = SOCKETS.client(stays);
    Await.result(onlooker.connect());
    RawSocket socket = SOCKETS.logIn(gone);
    sayOnce(gone, room, "written by gone");
    long deleted = sayOnce(gone, room, "deleted before");
    gone.api().delete(Api.messages(room) + deleted + "/");
    long kept = stays.api().say(room, "written by another");
    Await.until("all", () -> onlooker.messages(room).size() == 2);

    assertThat(parley.run("user", "erase", gone.username(), "--yes").output())
        .isEqualTo(
            "Erased %s: the account is erased-%d now, 1 messages were deleted.%n"
                .formatted(gone.username(), gone.id()));

    assertThat(socket.closeCode()).isEqualTo(4403);
    Await.until("only the other's", () -> onlooker.messages(room).size() == 1);
    assertThat(onlooker.messages(room)).containsOnlyKeys(kept);
    assertThat(onlooker.difference(stays.api(), room)).isEmpty();
    assertThat(onlooker.violations()).isEmpty();
    assertThat(gone.api().get("/api/users/me/").status()).isEqualTo(401);
    assertThat(stays.api().get("/api/chat/rooms/%d/changes/?since=0".formatted(room)).body())
        .contains("\"to\":5", "written by another")
        .doesNotContain("gone", "before");
    assertThat(
            text(
                """
                SELECT u.username || u.email || u.password || coalesce(u.external_id, '')
                       || sum(p.read_id) || bool_or(s.disabled)
                  FROM users u JOIN participants p ON p.user_id = u.id JOIN sign_offs s ON s.user_id = u.id
                 WHERE u.id = %d GROUP BY u.id\
                """
                    .formatted(gone.id())))
        .isEqualTo("erased-%d!0true".formatted(gone.id()));
    assertThat(
            text(
                """
                SELECT count(*) FROM messages
                 WHERE sender_id = %d
                   AND (content IS NOT NULL OR client_key IS NOT NULL OR key_digest IS NOT NULL)\
                """
                    .formatted(gone.id())))
        .isEqualTo("0");
    assertThat(parley.run("user", "erase", gone.username(), "--yes").errors())
        .endsWith("parley: there is no user %s%n".formatted(gone.username()));
  }

  @Test
  void whatWasInterruptedGoesOnAndAChosenNameIsNoObstacle() throws SQLException {
    Person gone = SERVER.people(1).getFirst();
    long room = gone.api().newRoom("room");
    execute(
        "INSERT INTO users (username, password) VALUES ('erased-%d', '!')".formatted(gone.id()));
    execute(
        """
        SELECT * FROM send_messages(
          array_fill(%1$d::bigint, ARRAY[250]), array_fill(%2$d::bigint, ARRAY[250]),
          array_fill('said'::text, ARRAY[250]), array_fill(NULL::text, ARRAY[250]))\
        """
            .formatted(room, gone.id()));
    execute(
        "SELECT bury_messages(%d, '{%s}', 0)"
            .formatted(
                room,
                text(
                    """
                    SELECT string_agg(id::text, ',')
                      FROM (SELECT id FROM messages WHERE room_id = %d ORDER BY id LIMIT 120) m\
                    """
                        .formatted(room))));
    assertThat(parley.run("user", "erase", gone.username(), "--yes").output())
        .contains("the account is erased-%d-2 now, 130 messages".formatted(gone.id()));
    assertThat(
            text(
                """
                SELECT max(r.seq) || ' ' || count(DISTINCT m.seq) || ' ' || bool_and(m.deleted)
                  FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.room_id = %d\
                """
                    .formatted(room)))
        .isEqualTo("500 250 true");
  }

  @Test
  void nobodyIsErasedByMistake() {
    Person person = SERVER.people(1).getFirst();
    for (String answer : List.of("", "no\n", "maybe\n")) {
      assertThat(parley.run(answer, List.of("user", "erase", person.username())).exitCode())
          .isEqualTo(1);
    }
    assertThat(parley.run("user", "erase", "nobody-at-all", "--yes").exitCode()).isEqualTo(1);
    assertThat(person.api().get("/api/users/me/").status()).isEqualTo(200);
  }

  private static long sayOnce(Person person, long room, String content) {
    return person
        .api()
        .send(
            person
                .api()
                .request(Api.messages(room))
                .header("Idempotency-Key", "key-" + content.hashCode())
                .POST(BodyPublishers.ofString(new JsonObject().put("content", content).encode())))
        .id();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String sql) throws SQLException {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
