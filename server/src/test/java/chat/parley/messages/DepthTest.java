package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** A room of a million messages: what a page costs, in blocks that PostgreSQL touches. */
@DisabledIf(
    value = "chat.parley.fixture.TestPostgres#isOnCitus",
    disabledReason = "Citus does not tell which blocks its workers touch")
class DepthTest {
  private static final int MESSAGES = 1_000_000;
  private static final int PAGE = 51;
  private static final int TOMBSTONES = 20_000;

  private static final String LOAD =
      """
      INSERT INTO rooms (id, name, seq) VALUES (1, 'long', <messages>);
      INSERT INTO participants (room_id, user_id) VALUES (1, 1);
      ALTER TABLE messages DROP CONSTRAINT messages_room_id_seq_key;
      ALTER TABLE messages DROP CONSTRAINT messages_pkey;
      INSERT INTO messages (room_id, id, sender_id, content, created_at, seq)
      SELECT 1, n, 1, 'message ' || n, now(), n FROM generate_series(1, <messages>) n;
      ALTER TABLE messages ADD PRIMARY KEY (room_id, id);
      ALTER TABLE messages ADD UNIQUE (room_id, seq);
      INSERT INTO rooms (id, name, seq, expired_id) VALUES (2, 'aged', <tombstones> + 51, <tombstones>);
      INSERT INTO participants (room_id, user_id) VALUES (2, 1);
      INSERT INTO messages (room_id, id, sender_id, content, created_at, seq, deleted)
      SELECT 2, n, 1, CASE WHEN n > <tombstones> THEN 'kept' END, now(), n, n <= <tombstones>
        FROM generate_series(1, <tombstones> + 51) n;
      ANALYZE rooms, participants, messages;
      """;

  private static String url;
  private static Connection database;

  @BeforeAll
  static void load() throws SQLException {
    url = TestPostgres.shared().newDatabase();
    database = TestPostgres.shared().connect(url);
    execute(
        LOAD.replace("<messages>", Integer.toString(MESSAGES))
            .replace("<tombstones>", Integer.toString(TOMBSTONES)));
    execute("PREPARE older (bigint, bigint, bigint, int) AS " + MessageStore.OLDER);
    execute("PREPARE newer (bigint, bigint, bigint, int) AS " + MessageStore.NEWER);
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
    TestPostgres.shared().drop(url);
  }

  @Test
  void aPageCostsTheSameAtTheTopAndAMillionMessagesBelow() throws SQLException {
    long top = blocks("older", Long.MAX_VALUE);
    assertThat(blocks("older", PAGE + 1)).isBetween((long) (top / 1.3), (long) (top * 1.3));
    assertThat(blocks("older", MESSAGES / 2)).isBetween((long) (top / 1.3), (long) (top * 1.3));
  }

  @Test
  void aPageOnTheWayBackCostsTheSameAtTheTopAndAMillionMessagesBelow() throws SQLException {
    long top = blocks("newer", MESSAGES - PAGE);
    assertThat(blocks("newer", 0)).isBetween((long) (top / 1.3), (long) (top * 1.3));
    assertThat(blocks("newer", MESSAGES / 2)).isBetween((long) (top / 1.3), (long) (top * 1.3));
  }

  /** Both ask for more than there is, and so go on to the bottom. */
  @Test
  void whatWasDeletedForItsAgeIsNotLookedThrough() throws SQLException {
    long top = blocks("older", Long.MAX_VALUE);
    assertThat(blocks("older", 2, Long.MAX_VALUE, PAGE + 1)).isLessThan(2 * top);
    assertThat(blocks("newer", 2, 0, PAGE)).isLessThan(2 * top);
  }

  /** What a full page from a position on touches, in the cache or on the disk. */
  private static long blocks(String page, long position) throws SQLException {
    return blocks(page, 1, position, PAGE);
  }

  /** The same in any room, for a page of which no more than a full one comes. */
  private static long blocks(String page, long room, long position, int size) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE %s (%d, 1, %d, %d)"
                    .formatted(page, room, position, size))) {
      rows.next();
      JsonObject plan = new JsonArray(rows.getString(1)).getJsonObject(0).getJsonObject("Plan");
      assertThat(plan.getInteger("Actual Rows")).isEqualTo(PAGE);
      return plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks");
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
