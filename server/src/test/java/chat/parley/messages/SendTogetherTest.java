package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways to send many messages: what one does, the others do. */
class SendTogetherTest {
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  /** Rooms 1 to 4 and their twins 101 to 104 and 201 to 204, of the users 1 to 5. */
  private static final String LOAD =
      """
      INSERT INTO rooms (id, name) SELECT n + t, 'a room' FROM generate_series(1, 4) n, (VALUES (0), (100), (200)) AS twin (t);
      INSERT INTO participants (room_id, user_id) SELECT r.id, u FROM rooms r, generate_series(1, 5) u;
      """;

  private static final int TWIN = 100;
  private static final int OTHER_TWIN = 200;

  /** As a new writer's first batch. */
  private static final String BATCH = "rows_of_batch(gen_random_uuid(), 1, false, ?, ?, ?, ?)";

  private static final String TOGETHER = "send_together(?, ?, ?, ?)";
  private static final String MESSAGES = "send_messages(?, ?, ?, ?)";

  private record Sent(long room, long sender, String content, @Nullable String key) {}

  private static String url;
  private static Connection database;

  @BeforeAll
  static void load() throws SQLException {
    url = TestPostgres.shared().newUndistributedDatabase();
    database = TestPostgres.shared().connect(url);
    execute(database, LOAD);
    execute(database, BatchRows.FUNCTION);
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
    TestPostgres.shared().drop(url);
  }

  @Test
  void allWaysGiveTheSameOutcomesAndLeaveTheSame() throws SQLException {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      List<Sent> batch = batch(random);
      assertThat(List.of(outcomes(TOGETHER, TWIN, batch), outcomes(BATCH, OTHER_TWIN, batch)))
          .as("seed %d, round %d: %s", SEED, round, batch)
          .containsOnly(outcomes(MESSAGES, 0, batch));
      execute(
          database,
          "UPDATE messages SET content = NULL, deleted = true WHERE seq %% 50 = %d"
              .formatted(random.nextInt(50)));
    }
    assertThat(List.of(state(TWIN), state(OTHER_TWIN))).as("seed %d", SEED).containsOnly(state(0));
  }

  @Test
  void batchesThatMeetInTheSameRoomsNeitherLockEachOtherOutNorLeaveHoles() throws Exception {
    execute(database, "INSERT INTO rooms (id, name) SELECT n, '' FROM generate_series(301, 320) n");
    execute(database, "INSERT INTO participants SELECT n, 1 FROM generate_series(301, 320) n");
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        done.add(writers.submit(sendEverywhere(new Random(SEED + writer))));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
    assertThat(
            rows(
                """
                SELECT count(*) FROM rooms r WHERE id > 300 AND seq <>
                       (SELECT count(DISTINCT m.seq) FROM messages m
                         WHERE m.room_id = r.id AND m.seq BETWEEN 1 AND r.seq)\
                """))
        .containsExactly("0");
    assertThat(rows("SELECT count(*) FROM messages WHERE room_id > 300")).containsExactly("4000");
    assertThat(
            rows(
                """
                SELECT count(*) FROM messages m JOIN messages n USING (room_id)
                 WHERE room_id > 300 AND m.id < n.id AND (m.seq > n.seq OR m.created_at > n.created_at)\
                """))
        .containsExactly("0");
  }

  private static Callable<Void> sendEverywhere(Random random) {
    return () -> {
      try (Connection own = TestPostgres.shared().connect(url)) {
        for (int i = 0; i < 50; i++) {
          List<Sent> batch = new ArrayList<>();
          for (int n = 0; n < 20; n++) {
            batch.add(new Sent(301 + random.nextInt(20), 1, "hello", null));
          }
          outcomes(own, BATCH, 0, batch);
        }
      }
      return null;
    };
  }

  /** Now and then from somebody who is not in the room, to a room that is not there, or with a used key. */
  private static List<Sent> batch(Random random) {
    Set<String> used = new HashSet<>();
    List<Sent> batch = new ArrayList<>();
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      long room = 1L + random.nextInt(5);
      long sender = 1L + random.nextInt(6);
      String key = random.nextBoolean() ? "key " + random.nextInt(20) : null;
      boolean free = key == null || used.add(room + " " + sender + " " + key);
      batch.add(new Sent(room, sender, "content " + random.nextInt(2), free ? key : null));
    }
    return batch;
  }

  private static List<String> outcomes(String call, int twin, List<Sent> batch)
      throws SQLException {
    return outcomes(database, call, twin, batch);
  }

  private static List<String> outcomes(
      Connection connection, String call, int twin, List<Sent> batch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT place, message_seq, CASE WHEN fresh THEN '' ELSE present_content END, fresh, same,
                   (SELECT seq FROM messages WHERE id = message_id) = message_seq
              FROM %s ORDER BY place\
            """
                .formatted(call))) {
      Object[] rooms = batch.stream().map(sent -> sent.room() + twin).toArray();
      Object[] senders = batch.stream().map(Sent::sender).toArray();
      statement.setArray(1, connection.createArrayOf("bigint", rooms));
      statement.setArray(2, connection.createArrayOf("bigint", senders));
      statement.setArray(
          3, connection.createArrayOf("text", batch.stream().map(Sent::content).toArray()));
      statement.setArray(
          4, connection.createArrayOf("text", batch.stream().map(Sent::key).toArray()));
      return rows(statement.executeQuery());
    }
  }

  private static List<String> state(int twin) throws SQLException {
    return rows(
        """
        SELECT r.id - %1$d, r.seq, m.seq, m.sender_id, m.content, m.client_key, m.key_digest,
               m.created_at <= r.message_at,
               (SELECT n.seq FROM messages n JOIN participants p USING (room_id)
                 WHERE room_id = r.id AND p.user_id = m.sender_id AND n.id = p.read_id)
          FROM rooms r JOIN messages m ON m.room_id = r.id
         WHERE r.id BETWEEN %1$d + 1 AND %1$d + 4 ORDER BY r.id, m.id\
        """
            .formatted(twin));
  }

  private static List<String> rows(String query) throws SQLException {
    try (Statement statement = database.createStatement()) {
      return rows(statement.executeQuery(query));
    }
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getString(i));
      }
      rows.add(String.join(" | ", row.stream().map(String::valueOf).toList()));
    }
    return rows;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
