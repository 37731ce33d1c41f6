package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a later version may do to a schema that is in use, on PostgreSQL and on Citus; by three nodes at once. */
class LaterMigrationTest {
  private static final int NODES = 3;

  private final String url = TestPostgres.shared().newDatabase();

  @AfterEach
  void drop() {
    TestPostgres.shared().drop(url);
  }

  @Test
  void tablesAndIndexesAndFunctionsChangeWithAllThatTheyHold() throws Exception {
    Settings settings =
        Settings.from(
            Map.of(
                "PARLEY_PORT",
                "0",
                "PARLEY_DATABASE_URL",
                url,
                "PARLEY_JWT_SECRET",
                TestServer.SIGNING_KEY));
    try (Server server = Server.start(settings)) {
      Api api = new Api(server.uri()).newPerson("person").api();
      long room = api.newRoom("room");
      api.say(room, "before");
      api.say(room, "before as well");

      migrateFromThreeNodes(settings);

      api.say(room, "after");
      assertThat(api.get(Api.messages(room)).results()).hasSize(3);
      assertThat(api.get("/api/chat/rooms/%d/".formatted(room)).json().getString("name"))
          .isEqualTo("room later");
      assertThat(number("SELECT later_of(%d)".formatted(room))).isEqualTo(3);
    }
    assertThat(number("SELECT sum(later) FROM users")).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM pg_indexes WHERE indexname = 'messages_later'"))
        .isEqualTo(1);
    assertThat(number("SELECT count(*) FROM flyway_schema_history WHERE version > '9000'"))
        .isEqualTo(3);
  }

  private static void migrateFromThreeNodes(Settings settings) throws Exception {
    Callable<Void> node =
        () -> {
          try (Postgres postgres = Postgres.start(settings)) {
            Migrations.run(
                postgres.dataSource(),
                "the tests' PostgreSQL",
                "classpath:db/migration",
                "classpath:db/later");
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      for (Future<Void> done : threads.invokeAll(Collections.nCopies(NODES, node))) {
        done.get();
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
