package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is there but not for the caller is answered, and takes as long, as what is not there. */
final class OutsiderTest {
  private static final long NOWHERE = 900_000_001;

  /**
   * How much longer the median of one kind of request may take than that of another. Where something is
   * left out for one of them (a password that is not hashed, a page that is read), it is ten times and more.
   */
  private static final double SIMILAR = 3;

  @RegisterExtension
  static final TestServer SERVER = TestServer.withDefaults().with("PARLEY_LIMITS", "off");

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private static Person insider;
  private static Person outsider;
  private static long room;
  private static long message;
  private static long ownRoom;

  @BeforeAll
  static void fill() {
    List<Person> people = SERVER.people(2);
    insider = people.get(0);
    outsider = people.get(1);
    room = insider.api().newRoom("secret");
    message = insider.api().say(room, "the first");
    for (int i = 0; i < 200; i++) {
      insider.api().say(room, "a secret that fills a page");
    }
    ownRoom = outsider.api().newRoom("own");
  }

  /** Requests about a room and a message in it, by all that there is to ask. */
  private static List<HttpRequest.Builder> requests(Api api, long asked, long askedMessage) {
    String base = "/api/chat/rooms/%d/".formatted(asked);
    String one = base + "messages/%d/".formatted(askedMessage);
    List<HttpRequest.Builder> requests = new ArrayList<>();
    for (String path :
        List.of(
            base,
            base + "messages/",
            base + "messages/?cursor=x",
            base + "messages/?page_size=1",
            one,
            base + "changes/?since=0",
            base + "changes/?since=99999",
            base + "events/")) {
      requests.add(api.request(path).header("Accept", "*/*").GET());
      requests.add(api.request(path).method("HEAD", BodyPublishers.noBody()));
    }
    for (String body : List.of("{\"content\":\"hello\"}", "{\"content\":\"\"}", "{}", "[", "{")) {
      requests.add(
          api.request(base + "messages/")
              .header("Idempotency-Key", "a-key")
              .POST(BodyPublishers.ofString(body)));
      requests.add(api.request(one).PUT(BodyPublishers.ofString(body)));
      requests.add(api.request(one).method("PATCH", BodyPublishers.ofString(body)));
    }
    requests.add(api.request(one).DELETE());
    requests.add(
        api.request(base + "read/")
            .PUT(BodyPublishers.ofString("{\"message\":%d}".formatted(askedMessage))));
    return requests;
  }

  /** All that a client sees of an answer but what is new in each. */
  private static String seen(Reply reply) {
    TreeMap<String, List<String>> headers = new TreeMap<>(reply.headers().map());
    headers.keySet().removeAll(List.of("date", "x-request-id"));
    return "%d %s %s".formatted(reply.status(), headers, reply.body());
  }

  private static void assertAlike(
      Api api, List<HttpRequest.Builder> some, List<HttpRequest.Builder> others) {
    for (int i = 0; i < some.size(); i++) {
      HttpRequest asked = some.get(i).copy().build();
      assertThat(seen(api.send(some.get(i))))
          .as("%s %s", asked.method(), asked.uri())
          .isEqualTo(seen(api.send(others.get(i))));
    }
  }

  @Test
  void aRoomAndItsMessagesAreAsThoseThatAreNotThere() {
    for (Api api : List.of(outsider.api(), SERVER.api(), SERVER.api().as("no-token"))) {
      assertAlike(api, requests(api, room, message), requests(api, NOWHERE, NOWHERE));
      assertAlike(api, requests(api, room, message), requests(api, room, NOWHERE));
    }
    assertThat(outsider.api().get(Api.messages(room)).status()).isEqualTo(404);
  }

  @Test
  void aMessageOfAnotherRoomIsAsOneThatIsNotThere() {
    Api api = outsider.api();
    String there = Api.messages(ownRoom) + message + "/";
    String nowhere = Api.messages(ownRoom) + NOWHERE + "/";
    for (Function<String, HttpRequest.Builder> ask :
        List.<Function<String, HttpRequest.Builder>>of(
            path -> api.request(path).GET(),
            path -> api.request(path).DELETE(),
            path -> api.request(path).PUT(BodyPublishers.ofString("{\"content\":\"x\"}")))) {
      Reply reply = api.send(ask.apply(there));
      assertThat(reply.status()).isEqualTo(404);
      assertThat(seen(reply)).isEqualTo(seen(api.send(ask.apply(nowhere))));
    }
  }

  @Test
  void onASocketToo() {
    RawSocket socket =
        SOCKETS
            .open()
            .logIn(
                outsider.access(),
                "rooms",
                new JsonObject().put(Long.toString(room), 1).put(Long.toString(NOWHERE), 1));
    assertThat(socket.frames().toString()).doesNotContain("\"room\":" + room, "secret");
    for (String type : List.of("send", "typing", "read")) {
      socket.say(type, "room", room, "content", "x", "message", message, "key", "a");
      JsonObject there = socket.next("error");
      socket.say(type, "room", NOWHERE, "content", "x", "message", message, "key", "a");
      assertThat(socket.next("error")).isEqualTo(there);
    }
    socket.close();
  }

  @Test
  void anAccountIsAsOneThatIsNotThere() throws Exception {
    Person known = SERVER.api().newPerson("known");
    Person disabled = SERVER.api().newPerson("disabled");
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO sign_offs (user_id, tokens_since, disabled) VALUES (%d, now(), true)"
              .formatted(disabled.id()));
    }
    String nobody = seen(logIn("nobody-at-all", "not-the-password"));
    assertThat(seen(logIn(known.username(), "not-the-password"))).isEqualTo(nobody);
    assertThat(seen(logIn(disabled.username(), Api.PASSWORD))).isEqualTo(nobody);
    assertThat(seen(logIn(insider.username(), "none"))).isEqualTo(nobody);
    assertSimilar(
        9,
        () -> logIn("nobody-at-all", "not-the-password"),
        () -> logIn(known.username(), "not-the-password"));
  }

  private static Reply logIn(String username, String password) {
    return SERVER
        .api()
        .post("/api/token/", new JsonObject().put("username", username).put("password", password));
  }

  @Test
  void whatIsThereTakesAsLongAsWhatIsNot() {
    Api api = outsider.api();
    assertSimilar(150, () -> api.get(Api.messages(room)), () -> api.get(Api.messages(NOWHERE)));
    assertSimilar(
        150,
        () -> api.get(Api.messages(room) + message + "/"),
        () -> api.get(Api.messages(NOWHERE) + message + "/"));
  }

  /**
   * By the quickest of requests in turn: whatever else the machine does makes some slower, and none quicker. A
   * hash or a statement that one of them leaves out is many times as much.
   */
  private static void assertSimilar(int times, Supplier<Reply> one, Supplier<Reply> other) {
    long first = Long.MAX_VALUE;
    long second = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      first = Math.min(first, nanos(one));
      second = Math.min(second, nanos(other));
    }
    assertThat((double) first / second).isBetween(1 / SIMILAR, SIMILAR);
  }

  private static long nanos(Supplier<Reply> request) {
    long begin = System.nanoTime();
    assertThat(request.get().status()).isGreaterThan(400);
    return System.nanoTime() - begin;
  }
}
