package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.limits.Times;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logging in, staying so, and being thrown out (docs/protocol.md, "WebSocket"). */
final class LoginTest {
  private static final Times HURRIED =
      new Times(
          Duration.ofMillis(700),
          Duration.ofMillis(250),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Times.Nodes.PROTOCOL);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults().with(HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final Person person = SERVER.people(1).getFirst();

  @Test
  void aFirstFrameWithATokenLogsIn() {
    long room = person.api().newRoom("one");
    person.api().say(room, "hello");
    RawSocket socket = SOCKETS.open();
    socket.say("auth", "token", person.access(), "something", Map.of("new", true));
    JsonObject ready = socket.next("ready");
    assertThat(ready.getLong("user")).isEqualTo(person.id());
    assertThat(ready.getString("epoch")).isNotEmpty();
    assertThat(ready.getLong("expires"))
        .isBetween(Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 3_600);
    assertThat(ready.getJsonObject("rooms"))
        .isEqualTo(
            new JsonObject()
                .put(
                    Long.toString(room),
                    new JsonObject()
                        .put("seq", 1)
                        .put("read", ready(ready, room).getValue("read"))
                        .put("unread", 0)));
    assertThat(ready(ready, room).getLong("read")).isPositive();
    assertThat(socket.next("synced")).isEqualTo(new JsonObject().put("type", "synced"));
    assertThat(socket.frames()).isEmpty();
  }

  @Test
  void aTokenInTheHandshakeLogsIn() {
    RawSocket socket = SOCKETS.openAs(person.access());
    assertThat(socket.next("ready").getLong("user")).isEqualTo(person.id());
    socket.next("synced");
  }

  @Test
  void whoDoesNotLogInIsClosed() {
    assertThat(SOCKETS.open().closeCode()).isEqualTo(4401);
  }

  @Test
  void aBadTokenIsClosed() {
    assertThat(SOCKETS.openAs("no.such.token").closeCode()).isEqualTo(4401);
    RawSocket socket = SOCKETS.open();
    socket.say("auth", "token", "no.such.token");
    assertThat(socket.closeCode()).isEqualTo(4401);
    RawSocket without = SOCKETS.open();
    without.say("auth");
    assertThat(without.closeCode()).isEqualTo(4401);
  }

  @Test
  void aTokenOfNobodyIsClosed() {
    Person nobody = new Person(999_999_999, "nobody", "", "", SERVER.api());
    String token = TestServer.access(nobody, Duration.ofMinutes(5));
    assertThat(SOCKETS.openAs(token).closeCode()).isEqualTo(4401);
  }

  @Test
  void nothingIsTakenBeforeTheLoginButWhatIsUnknown() {
    RawSocket socket = SOCKETS.open();
    socket.say("invented");
    socket.logIn(person.access());
    RawSocket early = SOCKETS.open();
    early.say("ping");
    assertThat(early.closeCode()).isEqualTo(4401);
    assertThat(early.frames()).isEmpty();
  }

  /** The login waits for the database, and what the client says meanwhile for the login. */
  @Test
  void whatIsSaidWhileALoginTakesLongIsBounded() throws Exception {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
      RawSocket socket = SOCKETS.open();
      socket.say("auth", "token", person.access());
      for (int i = 0; i < 10; i++) {
        socket.say("send", "room", 1, "content", "x".repeat(60_000));
      }
      assertThat(socket.closeCode()).isEqualTo(4429);
      connection.rollback();
    }
  }

  @Test
  void anExpiredTokenClosesAndIsAnnouncedBefore() {
    RawSocket socket = SOCKETS.open();
    socket.logIn(TestServer.access(person, Duration.ofSeconds(2)));
    assertThat(socket.next("expiring").getInteger("in")).isBetween(0, 2);
    assertThat(socket.closeCode()).isEqualTo(4401);
  }

  @Test
  void aNewTokenKeepsTheSocketOpen() {
    RawSocket socket = SOCKETS.open();
    socket.logIn(TestServer.access(person, Duration.ofSeconds(2)));
    socket.next("ready");
    long began = System.nanoTime();
    socket.say("auth", "token", TestServer.access(person, Duration.ofMinutes(5)));
    assertThat(socket.next("renewed").getLong("expires"))
        .isGreaterThan(Instant.now().getEpochSecond() + 200);
    Await.until(
        "the end of the first token",
        () -> System.nanoTime() - began > Duration.ofMillis(2_500).toNanos());
    socket.settle();
    assertThat(socket.isClosed()).isFalse();
    assertThat(socket.has("ready")).isFalse();
  }

  @Test
  void aTokenOfAnotherUserIsRefusedAndTheSocketStays() {
    Person other = SERVER.people(1).getFirst();
    RawSocket socket = SOCKETS.logIn(person);
    socket.say("auth", "token", other.access());
    assertThat(socket.next("error").getInteger("status")).isEqualTo(401);
    socket.say("auth", "token", "no.such.token");
    JsonObject refused = socket.next("error");
    assertThat(refused.getInteger("status")).isEqualTo(401);
    assertThat(refused.getJsonObject("body").getString("code")).isEqualTo("token_not_valid");
    socket.settle();
  }

  @Test
  void silentSocketsAreAskedForASignOfLife() {
    RawSocket socket = SOCKETS.logIn(person);
    int[] pings = new int[1];
    socket.socket().frameHandler(frame -> pings[0] += frame.isPing() ? 1 : 0);
    Await.until("two pings", () -> pings[0] >= 2);
  }

  private static JsonObject ready(JsonObject ready, long room) {
    return ready.getJsonObject("rooms").getJsonObject(Long.toString(room));
  }
}
