package chat.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.Reply;
import chat.parley.fixture.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data on the move by the commands that operators type. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@Order(0)
class MoveTest {
  /** More than twice what the process may have in memory. */
  private static final String MANY =
      """
      INSERT INTO users (username, password) SELECT 'user-' || n, '-' FROM generate_series(1, 50) n;
      INSERT INTO rooms (name, seq) SELECT 'room ' || n, 2000 FROM generate_series(1, 50) n;
      INSERT INTO participants (room_id, user_id) SELECT r, u
        FROM generate_series(1, 50) r, generate_series(1, 50) u;
      INSERT INTO messages (room_id, sender_id, content, created_at, seq)
      SELECT 1 + n % 50, 1 + n % 50, repeat('message ' || n, 100), now(), 1 + n / 50
        FROM generate_series(0, 99999) n;
      """;

  @TempDir(factory = PassableDirectory.class)
  private Path directory;

  @Test
  void aServersDataMovesToAnotherDatabaseAndBackAndPeopleGoOn() throws Exception {
    Program embedded = Program.on(directory.resolve("embedded"));
    String file = directory.resolve("all.jsonl.gz").toString();
    long room;
    Api.Person person;
    try (ServerProcess server = embedded.serve()) {
      person = server.api().newPerson("mover");
      room = person.api().newRoom("a room");
      person.api().say(room, "before the move");
      assertRan(embedded.run("", "export", file));
      assertThat(server.terminate()).isZero();
    }
    assertThat(Files.getPosixFilePermissions(Path.of(file)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Program external =
        Program.on(directory.resolve("unused")).with("PARLEY_DATABASE_URL", Store.empty().url());
    assertRan(external.run("", "import", file));
    try (ServerProcess server = external.serve()) {
      Reply login =
          server
              .api()
              .post(
                  "/api/token/",
                  new JsonObject()
                      .put("username", person.username())
                      .put("password", Api.PASSWORD));
      Api api = server.api().as(login.json().getString("access"));
      assertThat(api.get(Api.messages(room)).body()).contains("before the move");
      assertThat(api.say(room, "after the move")).isEqualTo(2);
    }
    Ended exported = external.run("", "export");
    assertThat(exported.errors()).contains("messages: 2");
    Program back = Program.on(directory.resolve("back"));
    assertRan(back.run(exported.output(), "import"));
    assertThat(back.run("", "export").output().lines().skip(1))
        .containsExactlyElementsOf(exported.output().lines().skip(1).toList());
  }

  @Test
  void anImportThatIsKilledAgainAndAgainEndsWithEverythingOnce() throws Exception {
    Store from = Store.empty();
    from.execute(MANY);
    Path file = directory.resolve("many.jsonl");
    Files.write(file, from.exported());
    Store to = Store.empty();
    Program parley = Program.on(directory.resolve("unused")).with("PARLEY_DATABASE_URL", to.url());
    long stored = 0;
    for (int kill = 0; kill < 3; kill++) {
      Process running = parley.begin("import", file.toString());
      long before = stored;
      Await.until("some lines more are stored", () -> lines(to) > before + 10_000);
      running.destroyForcibly().waitFor();
      stored = lines(to);
    }
    assertThat(stored).isLessThan(100_000);
    Ended ended = parley.run("", "import", file.toString());
    assertRan(ended);
    assertThat(ended.errors()).contains("Going on after line ");
    assertThat(to.content()).isEqualTo(from.content());
  }

  @Test
  void memoryIsBoundedHoweverMuchThereIs() throws Exception {
    Store from = Store.empty();
    from.execute(MANY);
    Path file = directory.resolve("many.jsonl");
    Program small = Program.on(directory.resolve("unused")).with("JDK_JAVA_OPTIONS", "-Xmx48m");
    assertRan(small.with("PARLEY_DATABASE_URL", from.url()).run("", "export", file.toString()));
    assertThat(Files.size(file)).isGreaterThan(100_000_000);
    Store to = Store.empty();
    assertRan(small.with("PARLEY_DATABASE_URL", to.url()).run("", "import", file.toString()));
    assertThat(to.content()).isEqualTo(from.content());
  }

  @Test
  void anOlderMajorVersionOfPostgresTakesItAllAndGivesItBack() throws Exception {
    Optional<Path> programs = InstalledPostgres.programs();
    assumeTrue(programs.isPresent(), "no PostgreSQL of another version is installed");
    Store from = Store.empty();
    Filling.fill(from);
    List<String> exported = from.exported();
    try (InstalledPostgres installed = InstalledPostgres.start(programs.get(), directory)) {
      Store older = Store.at(installed.url());
      assertThat(older.texts("SHOW server_version").getFirst()).doesNotStartWith("18");
      older.imports(exported);
      assertThat(older.content()).isEqualTo(from.content());
      Store back = Store.empty();
      back.imports(older.exported());
      assertThat(back.content()).isEqualTo(from.content());
    }
  }

  private static void assertRan(Ended ended) {
    assertThat(ended.exitCode()).as(ended.errors()).isZero();
    assertThat(ended.output()).isEmpty();
  }

  private static long lines(Store store) {
    try {
      return Long.parseLong(store.texts("SELECT coalesce(max(lines), 0) FROM imports").getFirst());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
