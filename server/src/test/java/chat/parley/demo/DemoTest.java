package chat.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.config.Settings;
import chat.parley.fixture.TestPostgres;
import chat.parley.storage.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** What a demo leaves in the tables obeys the rules that the server keeps. */
class DemoTest {
  private static final DemoSize SIZE = new DemoSize(40, 70, 6, 1_003, 500);

  private static final List<Long> PROGRESS = new CopyOnWriteArrayList<>();
  private static String url;
  private static Connection database;
  private static Postgres postgres;

  @BeforeAll
  static void store() throws Exception {
    url = TestPostgres.shared().newDatabase();
    postgres = Postgres.start(Settings.from(Map.of("PARLEY_DATABASE_URL", url)));
    database = TestPostgres.shared().connect(url);
    // Ids that begin elsewhere, as in a database that has data already.
    execute("INSERT INTO users (username, password) VALUES ('ada', '-')");
    execute("WITH r AS (INSERT INTO rooms (name) VALUES ('first') RETURNING id) DELETE FROM rooms");
    assertThat(new Demo(postgres.dataSource(), SIZE, PROGRESS::add).store("a hash")).isTrue();
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
    postgres.close();
    TestPostgres.shared().drop(url);
  }

  @Test
  void everythingIsThereInTheNumbersAskedFor() throws SQLException {
    assertThat(rows("SELECT count(*) FROM users WHERE username ~ '^user[0-9]+$'"))
        .containsExactly("40");
    assertThat(rows("SELECT count(*) FROM rooms WHERE seq > 0")).containsExactly("71");
    assertThat(rows("SELECT count(*) FROM messages")).containsExactly("1503");
    assertThat(rows("SELECT DISTINCT password FROM users WHERE username <> 'ada'"))
        .containsExactly("a hash");
    assertThat(PROGRESS).contains(1_503L);
  }

  @Test
  void roomsCountTheirMessagesWithoutHoles() throws SQLException {
    assertThat(
            rows(
                """
                SELECT r.id FROM rooms r LEFT JOIN messages m ON m.room_id = r.id
                 GROUP BY r.id
                HAVING r.seq <> count(m.id) OR r.seq <> coalesce(max(m.seq), 0)
                    OR r.message_at IS DISTINCT FROM max(m.created_at)
                """))
        .isEmpty();
  }

  @Test
  void idsAndTimesRiseWithTheNumbersAndEndToday() throws SQLException {
    assertThat(
            rows(
                """
                SELECT 1
                  FROM (SELECT m.*, lag(id) OVER w AS older_id, lag(created_at) OVER w AS older_at
                          FROM messages m WINDOW w AS (PARTITION BY room_id ORDER BY seq)) m
                  JOIN rooms r ON r.id = m.room_id
                 WHERE m.id < older_id OR m.created_at <= older_at
                    OR m.created_at > now() OR m.created_at < r.created_at
                """))
        .isEmpty();
    assertThat(rows("SELECT min(message_at) > now() - interval '3 days' FROM rooms WHERE seq > 0"))
        .containsExactly("t");
  }

  @Test
  void messagesAreSpreadEvenlyOverRoomsAndTheirParticipants() throws SQLException {
    assertThat(
            rows("SELECT DISTINCT seq FROM rooms WHERE name NOT IN ('Deep', 'first') ORDER BY seq"))
        .containsExactly("14", "15");
    assertThat(
            rows(
                """
                SELECT room_id FROM
                  (SELECT p.room_id, p.user_id,
                          (SELECT count(*) FROM messages m
                            WHERE m.room_id = p.room_id AND m.sender_id = p.user_id) AS sent
                     FROM participants p) p
                 GROUP BY room_id HAVING max(sent) - min(sent) > 1
                """))
        .isEmpty();
    assertThat(
            rows(
                """
                SELECT DISTINCT count(*) FROM participants p JOIN rooms r ON r.id = p.room_id
                 WHERE r.name <> 'Deep' GROUP BY r.id
                """))
        .containsExactly("6");
  }

  @Test
  void everySenderIsAParticipantWhoHasReadTheirOwnMessages() throws SQLException {
    assertThat(
            rows(
                """
                SELECT m.room_id, m.sender_id FROM messages m
                  LEFT JOIN participants p ON p.room_id = m.room_id AND p.user_id = m.sender_id
                 GROUP BY m.room_id, m.sender_id, p.read_id
                HAVING p.read_id IS DISTINCT FROM max(m.id)
                """))
        .isEmpty();
    assertThat(rows("SELECT 1 FROM participants WHERE user_id NOT IN (SELECT id FROM users)"))
        .isEmpty();
  }

  @Test
  void theDeepRoomIsOfTheFirstTenUsers() throws SQLException {
    assertThat(
            rows(
                """
                SELECT u.username FROM rooms r
                  JOIN participants p ON p.room_id = r.id JOIN users u ON u.id = p.user_id
                 WHERE r.name = 'Deep' AND r.seq = 500 ORDER BY u.id
                """))
        .containsExactly(
            "user1", "user2", "user3", "user4", "user5", "user6", "user7", "user8", "user9",
            "user10");
  }

  @Test
  void textsAreOfAllLengths() throws SQLException {
    assertThat(rows("SELECT 1 FROM messages WHERE content IS NULL OR content = ''")).isEmpty();
    assertThat(rows("SELECT min(length(content)) < 10, max(length(content)) > 300 FROM messages"))
        .containsExactly("t");
    assertThat(rows("SELECT count(DISTINCT content) > 300 FROM messages")).containsExactly("t");
  }

  @Test
  @DisabledIfEnvironmentVariable(
      named = "PARLEY_TEST_DATABASE_URL",
      matches = ".+",
      disabledReason = "what others do in the same database keeps pages from being visible to all")
  void readsFindStatisticsAndPagesThatAreVisibleToAll() throws SQLException {
    assertThat(
            rows(
                "SELECT reltuples = 1503 AND relallvisible = relpages FROM pg_class"
                    + " WHERE oid = 'messages'::regclass"))
        .containsExactly("t");
  }

  @Test
  void namesThatAreTakenAreRefusedAndNothingIsStored() throws Exception {
    DemoSize other = new DemoSize(50, 1, 1, 1, 0);
    assertThat(new Demo(postgres.dataSource(), other, PROGRESS::add).store("-")).isFalse();
    assertThat(rows("SELECT count(*) FROM users")).containsExactly("41");
    assertThat(rows("SELECT count(*) FROM messages")).containsExactly("1503");
  }

  /** The first column. */
  private static List<String> rows(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> first = new ArrayList<>();
      while (rows.next()) {
        first.add(rows.getString(1));
      }
      return first;
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
