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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose embedded database is killed, or stopped in the middle of everything. */
class DatabaseAwayTest {
  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static Server server;
  private static Api api;
  private static Person person;
  private static long room;

  @BeforeAll
  static void start() throws Exception {
    server =
        Server.start(
            Settings.from(
                Map.of(
                    "PARLEY_PORT",
                    "0",
                    "PARLEY_DATA_DIR",
                    directory.resolve("data").toString(),
                    "PARLEY_JWT_SECRET",
                    TestServer.SIGNING_KEY)));
    api = new Api(server.uri());
    person = api.newPerson("person");
    room = person.api().newRoom("a room");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aKilledDatabaseComesBackWithAllThatWasAcknowledged() throws Exception {
    List<Long> acknowledged = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        acknowledged.add(person.api().say(room, "before the end"));
      }
      long killed = postmaster();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Reply reply = send();
      while (reply.status() == 201 && postmaster() == killed) {
        acknowledged.add(reply.id());
        reply = send();
      }
      if (reply.status() == 201) {
        acknowledged.add(reply.id());
      } else {
        assertUnavailable(reply);
      }
      Await.until("ready", () -> api.get("/health/ready").status() == 200);
      Await.until("answering", () -> person.api().get("/api/users/me/").status() == 200);
      assertThat(postmaster()).isNotEqualTo(killed);
    }
    assertThat(history()).containsAll(acknowledged).doesNotHaveDuplicates();
    assertThat(person.api().get("/api/chat/rooms/").results()).hasSize(1);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsAnsweredForInTimeAndUsedAgainWhenItDoes() throws Exception {
    long acknowledged = person.api().say(room, "before the stop");
    List<ProcessHandle> processes = processes();
    try {
      signal("STOP", processes);
      long begin = System.nanoTime();
      List<CompletableFuture<Reply>> sent =
          Stream.generate(() ->
                  CompletableFuture.supplyAsync(DatabaseAwayTest::send, Thread::startVirtualThread))
              .limit(4)
              .toList();
      assertUnavailable(person.api().get("/api/chat/rooms/"));
      sent.forEach(reply -> assertUnavailable(reply.join()));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      Reply ready = api.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().getString("status")).isEqualTo("down");
      assertThat(ready.json().getJsonObject("parts").getString("database"))
          .matches("down: .+")
          .doesNotContain("Exception");
    } finally {
      signal("CONT", processes);
    }
    Await.until("ready", () -> api.get("/health/ready").status() == 200);
    long after = person.api().say(room, "after the stop");
    assertThat(history()).contains(acknowledged, after).doesNotHaveDuplicates();
  }

  private static Reply send() {
    return person.api().post(Api.messages(room), new JsonObject().put("content", "meanwhile"));
  }

  private static void assertUnavailable(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).hasValue("1");
    assertThat(reply.body())
        .isEqualTo("{\"detail\":\"The service is temporarily unavailable, try again later.\"}");
  }

  /** The ids of all messages, newest first. */
  private static List<Long> history() {
    List<Long> ids = new ArrayList<>();
    String next = Api.messages(room) + "?page_size=100";
    while (next != null) {
      Reply page = person.api().get(next);
      page.results().forEach(message -> ids.add(((JsonObject) message).getLong("id")));
      next = page.json().getString("next");
    }
    return ids;
  }

  private static long postmaster() throws IOException {
    Path file = directory.resolve("data/db/postmaster.pid");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().strip());
  }

  private static List<ProcessHandle> processes() throws IOException {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).start().waitFor();
  }
}
