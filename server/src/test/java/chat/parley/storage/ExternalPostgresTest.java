package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(0)
class ExternalPostgresTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static TcpPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = TcpPostgres.start(directory.resolve("data"));
    Await.until("PostgreSQL is ready", postgres::isReady);
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  private static String newDatabase() throws Exception {
    String name = "external_" + DATABASES.incrementAndGet();
    postgres.createDatabase(name);
    return name;
  }

  private static Server serve(String url) throws Exception {
    return Server.start(
        Settings.from(
            Map.of(
                "PARLEY_PORT",
                "0",
                "PARLEY_DATA_DIR",
                directory.resolve("unused").toString(),
                "PARLEY_DATABASE_URL",
                url,
                "PARLEY_JWT_SECRET",
                TestServer.SIGNING_KEY)));
  }

  /** One line that names the setting and not the password, within the time that a person waits. */
  private static AbstractThrowableAssert<?, ?> assertRefused(String url) {
    long begin = System.nanoTime();
    var refused =
        assertThatThrownBy(() -> serve(url).close())
            .isInstanceOf(StorageException.class)
            .hasMessageStartingWith("PARLEY_DATABASE_URL is \"postgresql://parley:***@")
            .hasMessageNotContaining("\n");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
    return refused;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?sslmode=disable", "?sslmode=prefer"})
  void aServerOfTheOperatorsHoldsEverything(String parameters) throws Exception {
    String url = postgres.url(newDatabase()) + parameters;
    long room;
    Person person;
    try (Server server = serve(url)) {
      person = new Api(server.uri()).newPerson("person");
      room = person.api().newRoom("a room");
      person.api().say(room, "kept elsewhere");
    }
    try (Server server = serve(url)) {
      Api api = new Api(server.uri()).as(person.access());
      assertThat(api.get(Api.messages(room)).results().getJsonObject(0).getString("content"))
          .isEqualTo("kept elsewhere");
    }
    assertThat(directory.resolve("unused/db")).doesNotExist();
  }

  @Test
  void threeServersThatStartAtOnceMigrateOnceAndShareWhatTheyStore() throws Exception {
    String database = newDatabase();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Callable<Server> start = () -> serve(postgres.url(database));
      List<Future<Server>> started = threads.invokeAll(List.of(start, start, start));
      try (Server one = started.getFirst().get();
          Server two = started.get(1).get();
          Server other = started.getLast().get()) {
        assertThat(two.uri()).isNotEqualTo(one.uri());
        Person person = new Api(one.uri()).newPerson("person");
        long room = person.api().newRoom("a room");
        long sent = person.api().say(room, "by one");
        Api elsewhere = new Api(other.uri()).as(person.access());
        assertThat(elsewhere.get(Api.messages(room) + sent + "/").id()).isEqualTo(sent);
      }
    }
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT bool_and(success), count(*) = count(DISTINCT version)"
                    + " FROM flyway_schema_history")) {
      rows.next();
      assertThat(rows.getBoolean(1)).isTrue();
      assertThat(rows.getBoolean(2)).isTrue();
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws Exception {
    assertRefused(postgres.url("a-wrong-password", newDatabase()))
        .hasMessageNotContaining("a-wrong-password")
        .hasMessageEndingWith(": FATAL: password authentication failed for user \"parley\"");
  }

  @Test
  void aDatabaseThatDoesNotExistIsTold() {
    assertRefused(postgres.url("nowhere"))
        .hasMessageEndingWith("/nowhere\": FATAL: database \"nowhere\" does not exist");
  }

  @Test
  void aPortOnWhichNobodyListensIsTold() throws Exception {
    assertRefused("postgresql://parley:secret@127.0.0.1:%d/a".formatted(TcpPostgres.freePort()))
        .hasMessageEndingWith(": Connection refused");
  }

  @Test
  void aHostThatDoesNotExistIsTold() {
    assertRefused("postgresql://parley:secret@nowhere.invalid/a")
        .hasMessageEndingWith("nowhere.invalid/a\": there is no host of that name");
  }

  @Test
  void anAddressThatMeansNothingIsToldWithoutItsPassword() {
    assertRefused("postgresql://parley:a/secret@nowhere")
        .hasMessageNotContaining("secret")
        .hasMessageEndingWith(": wanted postgresql://user:password@host:port/database?sslmode=...");
  }

  @Test
  void aServerThatSaysNothingIsTold() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertRefused("postgresql://parley:secret@127.0.0.1:%d/a".formatted(silent.getLocalPort()))
          .hasMessageEndingWith(": Connection attempt timed out.");
    }
  }

  @Test
  void aServerWithoutEncryptionIsRefusedToWhoRequiresIt() throws Exception {
    assertRefused(postgres.url(newDatabase()) + "?sslmode=require")
        .hasMessageEndingWith(": The server does not support SSL.");
  }

  @Test
  void aCertificateThatIsNotThereIsTold() {
    assertRefused(postgres.url("a") + "?sslmode=verify-full&sslrootcert=/nowhere.pem")
        .hasMessageEndingWith(": sslrootcert cannot be read");
  }

  @Test
  void aSchemaThatSomebodyElseMadeIsLeftAlone() throws Exception {
    String database = newDatabase();
    serve(postgres.url(database)).close();
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");
    }
    assertRefused(postgres.url(database))
        .hasMessageContaining(": Validate failed: ")
        .hasMessageContaining("Migration checksum mismatch for migration version 1");
  }
}
