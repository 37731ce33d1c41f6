package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL is started anew under clients that send and read without a pause. */
class RestartTest {
  private static final int RESTARTS = 3;
  private static final int BETWEEN = 100;

  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static TcpPostgres postgres;
  private static Server server;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    postgres = TcpPostgres.start(directory.resolve("data"));
    Await.until("PostgreSQL is ready", postgres::isReady);
    server =
        Server.start(
            Settings.from(
                Map.of(
                    "PARLEY_PORT",
                    "0",
                    "PARLEY_DATABASE_URL",
                    postgres.url("parley"),
                    "PARLEY_JWT_SECRET",
                    TestServer.SIGNING_KEY,
                    "PARLEY_LIMITS",
                    "off")));
    api = new Api(server.uri()).newPerson("person").api();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    postgres.close();
  }

  /** Fast, which ends sessions in order, and immediate, which is as a crash. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "QUIT"})
  void nothingIsLostOrDoubledAndNobodyIsRefused(String signal) throws Exception {
    long room = api.newRoom("room");
    Senders senders = new Senders(api, room);
    senders.start();
    for (int restart = 0; restart < RESTARTS; restart++) {
      senders.awaitMore(BETWEEN);
      postgres.end(signal);
      postgres.startAgain();
      senders.awaitMore(BETWEEN);
      assertThat(api.get("/api/chat/rooms/").status()).isEqualTo(200);
    }
    senders.stop();
    senders.check();
    assertThat(senders.refused()).isZero();
  }
}
