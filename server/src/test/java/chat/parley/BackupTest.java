package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.ServerProcess;
import chat.parley.storage.embedded.EmbeddedPostgres;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server that is being written to, and servers on what was restored of them. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@Order(0)
class BackupTest {
  /** Much that changes while files are copied, and checkpoints that would let go of the log. */
  private static final String CHURN =
      """
      INSERT INTO revoked_tokens (jti, expires_at)
      SELECT 'churn-' || gen_random_uuid(), now() + n * interval '1 s'
        FROM generate_series(1, 1000) n;
      DELETE FROM revoked_tokens WHERE jti < 'churn-8';
      CHECKPOINT
      """;

  /** Whether every page and every index is in order, and fits the others. */
  private static final String CHECK =
      """
      CREATE EXTENSION amcheck;
      SELECT bt_index_check(c.oid, heapallindexed => true)
        FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
       WHERE c.relam = (SELECT oid FROM pg_am WHERE amname = 'btree') AND i.indisvalid;
      SELECT v.msg
        FROM pg_class c CROSS JOIN LATERAL verify_heapam(c.oid) v
       WHERE c.relkind = 'r'
      """;

  private static final String HOLES =
      """
      SELECT r.id
        FROM rooms r
       WHERE r.seq <> (SELECT count(*) FROM messages m WHERE m.room_id = r.id)
          OR r.seq <> (SELECT max(m.seq) FROM messages m WHERE m.room_id = r.id)
      """;

  private static final String EPOCH = "SELECT name FROM epoch";

  @TempDir(factory = PassableDirectory.class)
  private Path directory;

  private final AtomicBoolean enough = new AtomicBoolean();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();

  @Test
  void aBackupUnderLoadHasEverythingAcknowledgedBeforeItAndIsOfOneState() throws Exception {
    Path data = directory.resolve("data");
    Path other = directory.resolve("other");
    String file = directory.resolve("backup.tar").toString();
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    List<String> before;
    List<String> epoch;
    Api.Person person;
    long room;
    try (ServerProcess server = Program.on(data).serve()) {
      person = server.api().newPerson("writer");
      room = person.api().newRoom("a room");
      AtomicInteger count = new AtomicInteger();
      Callable<?> say =
          () -> {
            String content = "message " + count.incrementAndGet();
            person.api().say(room, content);
            return acknowledged.add(content);
          };
      List<Thread> load = List.of(repeat(say), repeat(say), repeat(() -> sql(data, CHURN)));
      Await.until("people write", () -> acknowledged.size() > 100);
      before = List.copyOf(acknowledged);
      assertRan(Program.on(data).run("", "backup", file));
      assertThat(acknowledged).hasSizeGreaterThan(before.size());
      enough.set(true);
      for (Thread thread : load) {
        thread.join();
      }
      epoch = sql(data, EPOCH);
      assertThat(server.terminate()).isZero();
    }
    assertThat(faults).isEmpty();
    assertRan(Program.on(other).run("", "restore", file));
    Files.copy(data.resolve("jwt-secret"), other.resolve("jwt-secret"));
    try (ServerProcess server = Program.on(other).serve()) {
      assertThat(sql(other, HOLES)).isEmpty();
      assertThat(sql(other, CHECK)).isEmpty();
      assertThat(sql(other, "SELECT content FROM messages"))
          .containsAll(before)
          .doesNotHaveDuplicates();
      assertThat(sql(other, EPOCH)).isNotEqualTo(epoch);
      Api api = server.api().as(person.access());
      assertThat(api.say(room, "after")).isPositive();
      assertThat(server.terminate()).isZero();
    }
  }

  @Test
  void aBackupWithoutAServerIsRestoredOnlyWhereThereIsNoDatabaseAndOnlyWhole() throws Exception {
    Program parley = Program.on(directory.resolve("data"));
    Program other = Program.on(directory.resolve("other"));
    Path file = directory.resolve("backup.tar");
    assertRan(parley.run(Api.PASSWORD + "\n", "user", "add", "ada"));
    assertRan(parley.run("", "backup", file.toString()));
    assertRefused(parley.run("", "restore", file.toString()), "has a database already");
    assertRefused(other.run("", "restore", "/nowhere"), "there is no file /nowhere");
    assertRefused(other.run("hello", "restore", "-"), "the backup is not whole");
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] whole = new byte[(int) cut.length()];
      cut.readFully(whole);
      cut.setLength(whole.length / 2);
      assertRefused(other.run("", "restore", file.toString()), "the backup cannot be read");
      assertThat(directory.resolve("other/db")).doesNotExist();
      cut.seek(0);
      cut.write(whole);
    }
    assertRan(other.run("", "restore", file.toString()));
    assertThat(other.run("", "token", "ada").exitCode()).isZero();
    assertThat(directory.resolve("other")).isDirectoryNotContaining("glob:**restore*");
  }

  @Test
  void aDatabaseOfTheOperatorsIsLeftToItsOwnTools() {
    Program external =
        Program.on(directory.resolve("data"))
            .with("PARLEY_DATABASE_URL", "postgresql://parley@localhost/parley");
    assertRefused(external.run("", "backup", "-"), "back up that PostgreSQL with its own tools");
  }

  private Thread repeat(Callable<?> work) {
    return Thread.ofVirtual()
        .start(() -> {
          while (!enough.get()) {
            try {
              work.call();
            } catch (Exception e) {
              faults.add(e);
              return;
            }
          }
        });
  }

  /** Runs statements on the server that runs there; gives what the last one found. */
  private static List<String> sql(Path data, String statements) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.attach(data);
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      for (String each : statements.split(";", -1)) {
        found.clear();
        if (statement.execute(each)) {
          ResultSet rows = statement.getResultSet();
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      return found;
    }
  }

  private static void assertRan(Ended ended) {
    assertThat(ended.exitCode()).as(ended.errors()).isZero();
  }

  private static void assertRefused(Ended ended, String why) {
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.errors()).contains(why).containsOnlyOnce("\n");
  }
}
