package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection to PostgreSQL breaks after a commit and before the server hears of it. */
class LostAnswerTest {
  private static final int TOGETHER = 40;

  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static TcpPostgres postgres;
  private static AnswerThief thief;
  private static Server server;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    postgres = TcpPostgres.start(directory.resolve("data"));
    Await.until("PostgreSQL is ready", postgres::isReady);
    thief = AnswerThief.before(postgres.port());
    String url =
        postgres.url("parley").replace(":" + postgres.port() + "/", ":" + thief.port() + "/");
    server =
        Server.start(
            Settings.from(
                Map.of(
                    "PARLEY_PORT",
                    "0",
                    "PARLEY_DATABASE_URL",
                    url,
                    "PARLEY_JWT_SECRET",
                    TestServer.SIGNING_KEY,
                    "PARLEY_LIMITS",
                    "off")));
    Person person = new Api(server.uri()).newPerson("person");
    api = person.api();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    thief.close();
    postgres.close();
  }

  @Test
  void aMessageWithoutAKeyIsStoredOnceAndAcknowledgedAsWhatIsStored() {
    long room = api.newRoom("room");
    api.say(room, "before");
    thief.takeAnswerTo("said once");
    Reply reply = send(room, "said once");
    assertThat(thief.hasTaken()).isTrue();
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Idempotent-Replayed")).isEmpty();
    assertThat(history(room)).extracting(JsonObject::encode).contains(reply.json().encode());
    assertThat(contents(room)).containsExactly("said once", "before");
    assertThat(api.get(Api.messages(room)).header("Room-Seq")).hasValue("2");
  }

  @Test
  void ofManyThatWereSentTogetherEachIsStoredOnce() throws Exception {
    long room = api.newRoom("room");
    thief.takeAnswerTo("number " + (TOGETHER - 1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> sent =
          IntStream.range(0, TOGETHER)
              .mapToObj(number -> threads.submit(() -> send(room, "number " + number)))
              .toList();
      for (Future<Reply> reply : sent) {
        assertThat(reply.get().status()).isEqualTo(201);
      }
    }
    assertThat(thief.hasTaken()).isTrue();
    assertThat(contents(room))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, TOGETHER).mapToObj(number -> "number " + number).toList());
  }

  @Test
  void whatIsReadIsReadAgain() {
    long room = api.newRoom("room");
    long message = api.say(room, "read");
    thief.takeAnswerTo(asParameter(message));
    Reply found = api.get(Api.messages(room) + message + "/");
    assertThat(thief.hasTaken()).isTrue();
    assertThat(found.json().getString("content")).isEqualTo("read");
  }

  @Test
  void aReadMarkIsMovedAgain() {
    long room = api.newRoom("room");
    long message = api.say(room, "read");
    thief.takeAnswerTo(asParameter(message));
    JsonObject mark = new JsonObject().put("message", message);
    Reply moved = api.put("/api/chat/rooms/%d/read/".formatted(room), mark);
    assertThat(thief.hasTaken()).isTrue();
    assertThat(moved.json()).isEqualTo(mark.put("unread", 0));
  }

  @Test
  void whatMayNotBeDoneTwiceIsAnsweredWith503() {
    long room = api.newRoom("room");
    String message = Api.messages(room) + api.say(room, "as it was") + "/";
    thief.takeAnswerTo("as it is");
    Reply reply = api.put(message, new JsonObject().put("content", "as it is"));
    assertThat(thief.hasTaken()).isTrue();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).hasValue("1");
    assertThat(api.get(message).json().getString("content")).isEqualTo("as it is");
  }

  /** How the driver writes a number: eight bytes. */
  private static String asParameter(long number) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Reply send(long room, String content) {
    return api.post(Api.messages(room), new JsonObject().put("content", content));
  }

  private static List<JsonObject> history(long room) {
    return api.get(Api.messages(room) + "?page_size=100").results().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static List<String> contents(long room) {
    return history(room).stream().map(message -> message.getString("content")).toList();
  }
}
