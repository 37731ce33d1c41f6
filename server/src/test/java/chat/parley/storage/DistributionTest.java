package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.PostgresUrl;
import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A Citus cluster's tables, spread over its workers: empty or not, again, after half of it, under a server. */
@EnabledIf(
    value = "chat.parley.fixture.TestPostgres#isOnCitus",
    disabledReason = "needs a Citus cluster, named by PARLEY_TEST_DATABASE_URL")
class DistributionTest {
  private static final List<String> EVERYTHING =
      Placement.ALL.stream().map(Placement::told).toList();

  /** A cluster of one server has none. */
  private static final String WORKERS =
      "SELECT nodename || ':' || nodeport FROM pg_dist_node WHERE groupid <> 0 AND isactive";

  private final String url = TestPostgres.shared().newUndistributedDatabase();

  @AfterEach
  void drop() {
    TestPostgres.shared().drop(url);
  }

  @Test
  void whatTheTablesHoldGoesWithThemAndNothingOfItStaysBehind() throws Exception {
    long room;
    Person person;
    JsonArray history;
    try (Server server = serve(url)) {
      person = new Api(server.uri()).newPerson("person");
      room = person.api().newRoom("room");
      person.api().say(room, "one");
      person.api().say(room, "two");
      history = person.api().get(Api.messages(room)).results();
    }
    assertThat(distribute()).isEqualTo(EVERYTHING);
    try (Server server = serve(url)) {
      Api api = new Api(server.uri()).as(person.access());
      assertThat(api.get(Api.messages(room)).results()).isEqualTo(history);
      assertThat(api.say(room, "three")).isGreaterThan(history.getJsonObject(0).getLong("id"));
    }
    assertThat(
            texts(
                "SELECT sum(pg_relation_size(logicalrelid)) FROM pg_dist_partition JOIN pg_class ON"
                    + " oid = logicalrelid WHERE relnamespace = current_schema()::regnamespace"))
        .containsExactly("0");
  }

  @Test
  void roomsAndWhatIsInThemAreOnTheSameWorker() throws Exception {
    distribute();
    assertThat(
            texts(
                """
                SELECT DISTINCT colocationid FROM pg_dist_partition
                 WHERE logicalrelid IN ('rooms'::regclass, 'participants'::regclass, 'messages'::regclass)
                """))
        .hasSize(1);
  }

  @Test
  void doneAgainItChangesNothing() throws Exception {
    distribute();
    List<String> before = placements();
    assertThat(distribute()).isEqualTo(EVERYTHING);
    assertThat(placements()).isEqualTo(before);
  }

  @Test
  void whatWasDoneInPartIsFinished() throws Exception {
    TestPostgres.shared()
        .execute(
            url,
            """
            SELECT create_reference_table('users');
            SELECT create_distributed_table('rooms', 'id', colocate_with => 'none');
            """);
    assertThat(distribute()).isEqualTo(EVERYTHING);
    assertThat(placements()).hasSize(EVERYTHING.size());
    try (Server server = serve(url)) {
      Api api = new Api(server.uri()).newPerson("person").api();
      assertThat(api.say(api.newRoom("room"), "one")).isPositive();
    }
  }

  @Test
  void aTableThatAMigrationAddedIsPlacedWhenTheNextServerStarts() throws Exception {
    distribute();
    TestPostgres.shared().execute(url, "SELECT undistribute_table('writers')");
    assertThat(placements()).hasSize(EVERYTHING.size() - 1);
    serve(url).close();
    assertThat(placements()).hasSize(EVERYTHING.size());
  }

  @Test
  void aServerGoesOnMeanwhile() throws Exception {
    try (Server server = serve(url)) {
      Api api = new Api(server.uri()).newPerson("person").api();
      Senders senders = new Senders(api, api.newRoom("room"));
      senders.start();
      senders.awaitMore(50);
      distribute();
      senders.awaitMore(50);
      senders.stop();
      senders.check();
      assertThat(senders.refused()).isZero();
    }
  }

  @Test
  void aWorkerIsNoPlaceForAServer() throws Exception {
    List<String> workers = texts(WORKERS);
    assumeThat(workers).as("the workers of the cluster").isNotEmpty();
    PostgresUrl coordinator = PostgresUrl.of(url);
    String there =
        url.replace(
            "%s:%d/".formatted(coordinator.options().getHost(), coordinator.options().getPort()),
            workers.getFirst() + "/");
    assertThatThrownBy(() -> serve(there).close())
        .isInstanceOf(StorageException.class)
        .hasMessageEndingWith("this is a worker of a Citus cluster: wanted its coordinator");
  }

  private List<String> distribute() throws StorageException {
    Vertx vertx = Vertx.vertx();
    try (Postgres postgres = Postgres.start(settings(url))) {
      postgres.migrate(vertx);
      return postgres.distribute();
    } finally {
      vertx.close().await();
    }
  }

  private List<String> placements() throws SQLException {
    return texts(
        """
        SELECT concat(c.relname, ' ', p.partmethod, p.colocationid)
          FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid
         WHERE c.relnamespace = current_schema()::regnamespace
         ORDER BY 1
        """);
  }

  private List<String> texts(String sql) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static Server serve(String url) throws Exception {
    return Server.start(settings(url));
  }

  private static Settings settings(String url) {
    return Settings.from(
        Map.of(
            "PARLEY_PORT",
            "0",
            "PARLEY_DATABASE_URL",
            url,
            "PARLEY_JWT_SECRET",
            TestServer.SIGNING_KEY,
            "PARLEY_LIMITS",
            "off"));
  }
}
