package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PostgresUrl;
import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every endpoint, on 100,000 messages, and what PostgreSQL counted meanwhile: not one table was read from
 * end to end, neither by a statement nor by the functions that it calls.
 */
@DisabledIf(
    value = "chat.parley.fixture.TestPostgres#isOnCitus",
    disabledReason = "on Citus the scans are counted elsewhere: see OneShardTest")
class QueryPlanTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String LOAD =
      """
      INSERT INTO users (username, password)
      SELECT 'user-' || n, '-' FROM generate_series(1, 1000) n;

      INSERT INTO rooms (name, seq) SELECT 'room', 100 FROM generate_series(1, 1000);

      INSERT INTO participants (room_id, user_id)
      SELECT room, CASE WHEN room % 50 = 0 AND k = 0 THEN <caller>
                        ELSE 10 + (room * 7 + k * 97) % 900 END
        FROM generate_series(1, 1000) room, generate_series(0, 9) k;

      INSERT INTO messages (room_id, sender_id, content, created_at, seq)
      SELECT 1 + n % 1000, <caller>, 'message ' || n, now(), 1 + n / 1000
        FROM generate_series(0, 99999) n;

      INSERT INTO revoked_tokens (jti, expires_at)
      SELECT 'token-' || n, now() + n * interval '1 minute' FROM generate_series(1, 10000) n;

      ANALYZE;
      """;

  private static String url;
  private static Connection database;
  private static Api.Person caller;
  private static Api.Person outsider;

  @BeforeAll
  static void load() throws Exception {
    url = TestPostgres.shared().newDatabase();
    database = TestPostgres.shared().connect(url);
    try (Server server = serve(url)) {
      Api api = new Api(server.uri());
      caller = api.newPerson("caller");
      outsider = api.newPerson("outsider");
    }
    TestPostgres.shared().execute(url, LOAD.replace("<caller>", Long.toString(caller.id())));
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
    TestPostgres.shared().drop(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
  void noEndpointReadsATableFromEndToEnd(String planning) throws Exception {
    Map<String, Long> before = sequentialScans();
    try (Server server =
        serve(PostgresUrl.of(url).withOption("plan_cache_mode=" + planning).text())) {
      Api api = new Api(server.uri());
      new Tour(api, caller, outsider, 1000).run(planning);
    }
    assertThat(sequentialScans()).isEqualTo(before);
  }

  private static Server serve(String databaseUrl) throws Exception {
    return Server.start(
        Settings.from(
            Map.of(
                "PARLEY_PORT",
                "0",
                "PARLEY_DATABASE_URL",
                databaseUrl,
                "PARLEY_JWT_SECRET",
                TestServer.SIGNING_KEY,
                "PARLEY_LIMITS",
                "off")));
  }

  /** By table. A session counts for good when it has ended. */
  private static Map<String, Long> sequentialScans() {
    Await.until(
        PATIENCE,
        () ->
            numbers(
                    """
                    SELECT 'others', count(*) FROM pg_stat_activity
                     WHERE datname = current_database()
                       AND application_name IN ('parley', left('parley in ' || current_schema(), 63))
                    """)
                .containsValue(0L));
    return numbers(
        """
        SELECT relname, seq_scan FROM pg_stat_user_tables
         WHERE relname IN ('users', 'rooms', 'participants', 'messages', 'revoked_tokens')
           AND schemaname = current_schema()
        """);
  }

  private static Map<String, Long> numbers(String sql) {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Map<String, Long> numbers = new TreeMap<>();
      while (rows.next()) {
        numbers.put(rows.getString(1), rows.getLong(2));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
