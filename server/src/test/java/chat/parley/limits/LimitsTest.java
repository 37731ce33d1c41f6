package chat.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each limit of the README's table, with a setting that is soon reached. */
final class LimitsTest {
  private static final String THROTTLED =
      "Request was throttled\\. Expected available in \\d+ seconds?\\.";

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults()
          .with("PARLEY_LIMITS", "on")
          .with("PARLEY_TRUSTED_PROXIES", "127.0.0.1")
          .with("PARLEY_LIMIT_LOGIN_ADDRESS", "7/1h")
          .with("PARLEY_LIMIT_LOGIN_ACCOUNT", "10/1h")
          .with("PARLEY_LIMIT_LOGIN_DELAY", "1h")
          .with("PARLEY_LIMIT_REGISTER_ADDRESS", "3/1h")
          .with("PARLEY_LIMIT_REGISTER_ACCOUNT", "2/1h")
          .with("PARLEY_LIMIT_SENDS", "5/1h")
          .with("PARLEY_LIMIT_SOCKETS_USER", "2")
          .with("PARLEY_LIMIT_SOCKETS_ADDRESS", "4")
          .with("PARLEY_LIMIT_BODY_BYTES", "2048")
          .with("PARLEY_LIMIT_ROOMS_USER", "3")
          .with("PARLEY_LIMIT_PARTICIPANTS", "4");

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final Person person = SERVER.people(1).getFirst();

  private static Reply from(String address, String path, JsonObject body) {
    return SERVER
        .api()
        .send(
            SERVER
                .api()
                .request(path)
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(body.encode())));
  }

  private static JsonObject account(String username, String password) {
    return new JsonObject().put("username", username).put("password", password);
  }

  private static Reply logIn(String address, String username) {
    return from(address, "/api/token/", account(username, "not-the-password"));
  }

  private static void assertThrottled(Reply reply) {
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.json().getString("detail")).matches(THROTTLED);
    assertThat(Integer.parseInt(reply.header("Retry-After").orElseThrow())).isPositive();
    assertThat(reply.json().getString("detail")).contains(reply.header("Retry-After").get());
  }

  @Test
  void loginsFromOneAddress() {
    for (int i = 0; i < 7; i++) {
      assertThat(logIn("192.0.2.1", "nobody-" + i).status()).isEqualTo(401);
    }
    assertThrottled(logIn("192.0.2.1", "nobody-8"));
    assertThat(logIn("192.0.2.2", "nobody-8").status()).isEqualTo(401);
  }

  @Test
  void failedLoginsToOneAccountWaitLongerAndLongerFromEverywhereAndForNobodyToo() {
    String username = "guessed-" + UUID.randomUUID();
    List<Integer> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      assertThat(logIn("198.51.100." + i, username).status()).isEqualTo(401);
    }
    assertThrottled(logIn("198.51.100.9", username));
    FailedLogins failures = new FailedLogins(8_000_000_000L);
    for (int i = 0; i < 12; i++) {
      failures.failed("account");
      waits.add(wait(failures));
    }
    assertThat(waits).containsExactly(0, 0, 0, 0, 1, 2, 4, 8, 8, 8, 8, 8);
    failures.succeeded("account");
    assertThat(wait(failures)).isZero();
  }

  private static int wait(FailedLogins failures) {
    try {
      failures.admit("account");
      return 0;
    } catch (ProblemException refusal) {
      return ((Problem.TooMany) refusal.problem()).retryAfterSeconds();
    }
  }

  @Test
  void loginsToOneAccount() {
    Throttle<String> logins = new Throttle<>(new Rate(1, 2));
    logins.admit("a");
    logins.admit("a");
    logins.admit("b");
    assertThatThrownBy(() -> logins.admit("a")).isInstanceOf(ProblemException.class);
  }

  @Test
  void registrationsFromOneAddressAndOfOneName() {
    for (int i = 0; i < 3; i++) {
      String name = "new-" + UUID.randomUUID();
      assertThat(from("203.0.113.1", "/api/register/", account(name, Api.PASSWORD)).status())
          .isEqualTo(201);
    }
    assertThrottled(from("203.0.113.1", "/api/register/", account("one-more", Api.PASSWORD)));
    for (int i = 0; i < 2; i++) {
      from("203.0.113." + (2 + i), "/api/register/", account("wanted", "short"));
    }
    assertThrottled(from("203.0.113.9", "/api/register/", account("wanted", Api.PASSWORD)));
  }

  @Test
  void sendsOfOneUserByRestAndSocketTogether() {
    long room = person.api().newRoom("a room");
    for (int i = 0; i < 4; i++) {
      person.api().say(room, "soon too many");
    }
    RawSocket socket = SOCKETS.logIn(person);
    socket.say("send", "room", room, "content", "the last", "key", "a");
    socket.next("ack");
    socket.say("send", "room", room, "content", "too many", "key", "b");
    JsonObject refused = socket.next("error");
    assertThat(refused.getInteger("status")).isEqualTo(429);
    assertThat(refused.getJsonObject("body").getString("detail")).matches(THROTTLED);
    socket.close();
    assertThrottled(
        person.api().post(Api.messages(room), new JsonObject().put("content", "too many")));
    assertThat(person.api().get(Api.messages(room)).results()).hasSize(5);
  }

  @Test
  void socketsOfOneUserAndOfOneAddress() {
    List<RawSocket> open = new ArrayList<>(List.of(SOCKETS.logIn(person), SOCKETS.logIn(person)));
    RawSocket third = SOCKETS.openAs(person.access());
    assertThat(third.closeCode()).isEqualTo(4429);
    String events = "/api/chat/rooms/%d/events/".formatted(room());
    Reply stream =
        person.api().send(person.api().request(events).header("Accept", "text/event-stream").GET());
    assertThrottled(stream);
    // Event loops take the last two places in any order.
    List<RawSocket> strangers = Stream.generate(SOCKETS::open).limit(3).toList();
    Await.until("one too many", () -> strangers.stream().anyMatch(RawSocket::isClosed));
    assertThat(strangers.stream().filter(RawSocket::isClosed).map(RawSocket::closeCode))
        .containsExactly(4429);
    open.addAll(strangers);
    open.forEach(RawSocket::close);
    Await.until(
        "a place",
        () -> {
          RawSocket again = SOCKETS.openAs(person.access());
          Await.until("an answer", () -> again.isClosed() || again.has("ready"));
          boolean in = again.has("ready");
          again.close();
          return in;
        });
  }

  @Test
  void streamsThatEndWithTheirTokensLeaveTheirPlaces() {
    String events = "/api/chat/rooms/%d/events/".formatted(room());
    for (int i = 0; i < 3; i++) {
      Api briefly = person.api().as(TestServer.access(person, Duration.ofSeconds(2)));
      Reply whole =
          briefly.send(briefly.request(events).header("Accept", "text/event-stream").GET());
      assertThat(whole.status()).isEqualTo(200);
    }
  }

  @Test
  void theBodyOfARequest() {
    Reply reply =
        person.api().post("/api/chat/rooms/", new JsonObject().put("name", "x".repeat(3_000)));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().getString("detail"))
        .isEqualTo("Request body is larger than 2048 bytes.");
  }

  @Test
  void roomsOfOneUserAndParticipantsOfARoom() {
    Person[] crowd = SERVER.people(4).toArray(Person[]::new);
    JsonObject crowded =
        new JsonObject()
            .put("name", "crowd")
            .put(
                "participants",
                List.of(crowd[0].id(), crowd[1].id(), crowd[2].id(), crowd[3].id()));
    Reply reply = person.api().post("/api/chat/rooms/", crowded);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo("{\"participants\":[\"Ensure this field has no more than 4 elements.\"]}");
    person.api().newRoom("a crowd that fits", crowd[0], crowd[1], crowd[2]);
    room();
    room();
    Reply fourth = person.api().post("/api/chat/rooms/", new JsonObject().put("name", "4"));
    assertThat(fourth.status()).isEqualTo(400);
    assertThat(fourth.body())
        .isEqualTo("{\"non_field_errors\":[\"A user can be in no more than 3 rooms.\"]}");
  }

  private long room() {
    return person.api().newRoom("a room");
  }
}
