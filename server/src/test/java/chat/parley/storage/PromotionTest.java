package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A primary is killed, and its synchronous standby takes over. */
@Order(0)
class PromotionTest {
  private static final int BETWEEN = 200;

  @TempDir(factory = PassableDirectory.class)
  private Path directory;

  private TcpPostgres primary;
  private TcpPostgres standby;

  @BeforeEach
  void start() throws Exception {
    Path data = directory.resolve("data");
    TcpPostgres first = TcpPostgres.start(data);
    Await.until("the primary is ready", first::isReady);
    first.close();
    Path copy = directory.resolve("copy");
    Files.createDirectory(copy);
    run("cp", "-a", data.resolve("db").toString(), copy.toString());
    run(
        "cp",
        "-a",
        data.resolve("db").resolve("pg_hba.conf").toString(),
        copy.resolve("db/standby.signal").toString());
    primary = TcpPostgres.startCopy(data, data, "synchronous_standby_names=*");
    standby =
        TcpPostgres.startCopy(
            data,
            copy,
            "primary_conninfo=host=127.0.0.1 port=%d user=parley".formatted(primary.port()));
    Await.until("both are ready", () -> primary.isReady() && standby.isReady());
  }

  @AfterEach
  void stop() throws Exception {
    standby.close();
    primary.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?targetServerType=primary", "?target_session_attrs=read-write", ""})
  void whoeverKnowsBothGoesOnWithTheOther(String target) throws Exception {
    // The standby is named first: it is asked, and passed over.
    String url =
        primary
            .url("parley")
            .replace("@", "@127.0.0.1:%d,".formatted(standby.port()))
            .concat(target);
    try (Server server = serve(url)) {
      Api api = new Api(server.uri()).newPerson("person").api();
      Senders senders = new Senders(api, api.newRoom("room"));
      senders.start();
      senders.awaitMore(BETWEEN);
      primary.end("KILL");
      promote();
      senders.awaitMore(BETWEEN);
      senders.stop();
      senders.check();
      assertThat(senders.refused()).isZero();
      assertThat(api.newRoom("another room")).isPositive();
    }
  }

  private void promote() throws SQLException {
    try (Connection connection = standby.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_promote()");
    }
  }

  private static Server serve(String url) throws Exception {
    return Server.start(
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
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
