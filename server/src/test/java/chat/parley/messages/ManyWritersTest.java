package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches of many writers that meet in many rooms, with keys that others use as well; on PostgreSQL and on Citus. */
class ManyWritersTest {
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
  private static final int WRITERS = 16;
  private static final int BATCHES = 10;
  private static final int MOST_IN_BATCH = 7;
  private static final int ROOMS = 12;
  private static final int PEOPLE = 3;
  private static final int KEYS = 30;

  /** A deadlock, or a repetition that came too early: the caller asks again. */
  private static final Set<String> COLLISIONS = Set.of("40P01", "40001");

  private static final String FAULTS =
      """
      SELECT room_id FROM (
             SELECT m.room_id, m.seq, m.id, m.created_at,
                    row_number() OVER w AS place, lag(m.id) OVER w AS older_id,
                    lag(m.created_at) OVER w AS older_at
               FROM messages m WINDOW w AS (PARTITION BY m.room_id ORDER BY m.seq)) m
       WHERE seq <> place OR id <= older_id OR created_at < older_at\
      """;

  private static final String NUMBERS =
      """
      SELECT r.id FROM rooms r LEFT JOIN messages m ON m.room_id = r.id
       GROUP BY r.id HAVING r.seq <> count(m.id)\
      """;

  private static String url;
  private static final List<Long> ROOM_IDS = new ArrayList<>();

  /** What each key became, by all who were told. */
  private final Map<String, Set<Long>> told = new ConcurrentHashMap<>();

  @BeforeAll
  static void make() throws SQLException {
    url = TestPostgres.shared().newDatabase();
    try (Connection connection = TestPostgres.shared().connect(url);
        Statement statement = connection.createStatement()) {
      for (int room = 0; room < ROOMS; room++) {
        try (ResultSet row =
            statement.executeQuery("INSERT INTO rooms (name) VALUES ('room') RETURNING id")) {
          row.next();
          ROOM_IDS.add(row.getLong(1));
        }
        for (int person = 1; person <= PEOPLE; person++) {
          statement.execute(
              "INSERT INTO participants (room_id, user_id) VALUES (%d, %d)"
                  .formatted(ROOM_IDS.getLast(), person));
        }
      }
    }
  }

  @AfterAll
  static void drop() {
    TestPostgres.shared().drop(url);
  }

  @Test
  void nobodyIsLockedOutAndNumbersIdsAndTimesRiseTogether() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(SEED + i);
        writers.add(threads.submit(() -> write(random)));
      }
      int fresh = 0;
      for (Future<Integer> writer : writers) {
        fresh += writer.get();
      }
      assertThat(ids("SELECT id FROM messages")).as("seed %d", SEED).hasSize(fresh);
    }
    assertThat(ids(FAULTS)).as("seed %d", SEED).isEmpty();
    assertThat(ids(NUMBERS)).as("seed %d", SEED).isEmpty();
    assertThat(told).as("seed %d", SEED).allSatisfy((key, ids) -> assertThat(ids).hasSize(1));
  }

  /** How many messages were stored. */
  private int write(Random random) throws SQLException {
    UUID writer = new UUID(random.nextLong(), random.nextLong());
    int fresh = 0;
    try (Connection connection = TestPostgres.shared().connect(url)) {
      for (int number = 1; number <= BATCHES; number++) {
        fresh += send(connection, writer, number, random);
      }
    }
    return fresh;
  }

  private int send(Connection connection, UUID writer, int number, Random random)
      throws SQLException {
    Map<String, String> values = new HashMap<>();
    while (values.size() < 1 + number % MOST_IN_BATCH) {
      long room = ROOM_IDS.get(random.nextInt(ROOMS));
      int person = 1 + random.nextInt(PEOPLE);
      int key = random.nextInt(KEYS);
      values.put(
          "%d/%d/%d".formatted(room, person, key),
          "(%d, %d, 'key %d')".formatted(room, person, key));
    }
    List<String> keys = List.copyOf(values.keySet());
    String sql =
        """
        WITH b AS (SELECT array_agg(room) AS rooms, array_agg(person) AS people, array_agg(key) AS keys
                     FROM (VALUES %s) v (room, person, key))
        SELECT o.place, o.message_id, o.fresh
          FROM b CROSS JOIN LATERAL
               send_once(?, ?, ?, false, b.rooms::bigint[], b.people::bigint[], b.keys, b.keys) o
        """
            .formatted(String.join(", ", keys.stream().map(values::get).toList()));
    for (boolean again = false; ; again = true) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, writer);
        statement.setLong(2, number);
        statement.setBoolean(3, again);
        return outcomes(statement, keys);
      } catch (SQLException e) {
        if (!COLLISIONS.contains(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  private int outcomes(PreparedStatement statement, List<String> keys) throws SQLException {
    int fresh = 0;
    int answers = 0;
    Map<String, Long> ids = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        answers++;
        ids.put(keys.get(rows.getInt(1) - 1), rows.getLong(2));
        fresh += rows.getBoolean(3) ? 1 : 0;
      }
    }
    assertThat(answers).isEqualTo(keys.size());
    ids.forEach(
        (key, id) -> told.computeIfAbsent(key, none -> ConcurrentHashMap.newKeySet()).add(id));
    return fresh;
  }

  private static List<Long> ids(String sql) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      return ids;
    }
  }
}
