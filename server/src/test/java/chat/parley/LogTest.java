package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Program;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.ServerProcess;
import chat.parley.fixture.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a busy server writes about itself, at its most talkative. */
final class LogTest {
  private static final String CONTENT = "words-that-are-nobody-elses";

  private static final String SIGNING_KEY = "a-signing-key-that-is-nobody-elses-0001";
  private static final String METRICS_TOKEN = "a-metrics-token-that-is-nobody-elses";

  /** Where no traces are taken: the log tells of them all the same. */
  private static final String NOBODY = "http://127.0.0.1:1";

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir private static Path directory;

  @Test
  void theLogTellsOfRequestsAndOfNothingThatWasSaid() throws Exception {
    String database = TestPostgres.shared().newDatabase();
    Program program =
        Program.on(directory)
            .with("PARLEY_DATABASE_URL", database)
            .with("PARLEY_JWT_SECRET", SIGNING_KEY)
            .with("PARLEY_METRICS_TOKEN", METRICS_TOKEN)
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", NOBODY)
            .with("PARLEY_LOG_FORMAT", "json")
            .with("PARLEY_LOG_LEVEL", "debug");
    Vertx vertx = Vertx.vertx();
    try (ServerProcess server = program.serve()) {
      Person person = server.api().newPerson("person");
      long room = person.api().newRoom("a room");
      String named = talk(server, person, room, vertx.createWebSocketClient());
      String slow = beSlow(database, person);
      assertThat(processes()).contains("parley").doesNotContain(SIGNING_KEY, METRICS_TOKEN);
      assertThat(server.terminate()).isZero();

      List<JsonObject> lines = server.errors().lines().map(JsonObject::new).toList();
      assertThat(line(lines, named).encode())
          .contains("\"level\":\"DEBUG\"", "/api/chat/rooms/<id>/messages/", "\"201\"", "POST");
      assertThat(line(lines, slow).encode())
          .contains("\"level\":\"WARN\"", "slow request", "/api/chat/rooms/", "\"200\"")
          .contains("trace_id", TRACE);
      assertThat(server.errors() + server.output())
          .doesNotContain(SIGNING_KEY, METRICS_TOKEN)
          .doesNotContain(CONTENT, person.access(), person.refresh(), Api.PASSWORD, "?search=");
    } finally {
      vertx.close().await();
    }
  }

  /** Says the same in every way there is, right and wrong; gives the id of a request that sent. */
  private static String talk(
      ServerProcess server, Person person, long room, WebSocketClient sockets) {
    Api api = person.api();
    JsonObject said = new JsonObject().put("content", CONTENT);
    String path = Api.messages(room);
    Reply sent = api.post(path, said);
    api.put(path + sent.id() + "/", said);
    api.post(path, new JsonObject().put(CONTENT, CONTENT));
    api.post(Api.messages(room + 1), said);
    api.get("/api/users/?search=" + CONTENT);
    api.get("/api/" + CONTENT + "/" + person.access());
    server.api().as(person.access() + "x").get("/api/users/me/");
    JsonObject refresh = new JsonObject().put("refresh", person.refresh());
    server.api().post("/api/token/verify/", new JsonObject().put("token", person.access()));
    server.api().post("/api/token/refresh/", refresh);
    server.api().post("/api/token/refresh/", refresh);
    RawSocket socket = RawSocket.open(sockets, server.uri().getPort()).logIn(person.access());
    socket.say("send", "room", room, "content", CONTENT, "key", "k");
    socket.next("ack");
    socket.sayText(CONTENT);
    assertThat(socket.closeCode()).isEqualTo(4400);
    return sent.header("X-Request-Id").orElseThrow();
  }

  /** A request that waits for a lock; gives its id, which the client has chosen. */
  private static String beSlow(String database, Person person) throws Exception {
    String id = "chosen_by.the-client-1";
    try (Connection connection = TestPostgres.shared().connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE rooms IN ACCESS EXCLUSIVE MODE");
      HttpRequest.Builder request =
          person
              .api()
              .request("/api/chat/rooms/")
              .header("X-Request-Id", id)
              .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE))
              .GET();
      CompletableFuture<Reply> reply =
          CompletableFuture.supplyAsync(
              () -> person.api().send(request), Thread::startVirtualThread);
      statement.execute("SELECT pg_sleep(1.3)");
      connection.commit();
      assertThat(reply.join().header("X-Request-Id")).hasValue(id);
    }
    return id;
  }

  /** The command lines of all that runs on this machine, as anybody can read them. */
  private static String processes() throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> running = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : running) {
        try {
          all.append(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
          // It has ended meanwhile.
        }
      }
    }
    return all.toString();
  }

  private static JsonObject line(List<JsonObject> lines, String requestId) {
    return lines.stream()
        .filter(line -> line.getJsonArray("kvpList", new JsonArray()).encode().contains(requestId))
        .findFirst()
        .orElseThrow();
  }
}
