package chat.parley.demo;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that fill the tables, on one connection. Whatever a transaction leaves obeys the rules
 * of the schema: numbers without holes, ids and times in their order, no sender behind an own message.
 */
final class DemoStore {
  /** The time that the messages of a room range are spread over: 720 hours, to now. */
  private static final long MICROSECONDS = 720L * 60 * 60 * 1_000_000;

  /** Messages of one statement; between two of them there is something to tell. */
  private static final long MOST_AT_ONCE = 100_000;

  private static final String ADD_USERS =
      """
      INSERT INTO users (username, password, created_at)
      SELECT 'user' || n, ?, now() - interval '720 hours'
        FROM (SELECT n FROM generate_series(1, ?) n ORDER BY n) numbered
      RETURNING id\
      """;

  private static final String TAKE_ROOM_IDS =
      "SELECT nextval(pg_get_serial_sequence('rooms', 'id')) FROM generate_series(1, ?)";

  /** Parameters: ids, names, the messages of all, the microseconds between two messages. */
  private static final String ADD_ROOMS =
      """
      INSERT INTO rooms (id, name, seq, message_at, created_at)
      SELECT id, name, seq,
             CASE WHEN seq > 0
                  THEN now() - interval '720 hours'
                       + ((seq - 1) * rooms + place) * step * interval '1 microsecond' END,
             now() - interval '720 hours'
        FROM (SELECT u.id, u.name, u.ord - 1 AS place, given.rooms, given.step,
                     given.messages / given.rooms
                     + CASE WHEN u.ord <= given.messages % given.rooms THEN 1 ELSE 0 END AS seq
                FROM (SELECT ?::bigint[] AS ids, ?::text[] AS names, ?::bigint AS rooms,
                             ?::bigint AS messages, ?::bigint AS step) given
               CROSS JOIN unnest(given.ids, given.names) WITH ORDINALITY AS u (id, name, ord)) placed\
      """;

  /**
   * Message k is the k-th of all by time: the rooms take turns, and in each room its participants. The
   * texts are chosen by a number that looks random and is always the same.
   */
  private static final String ADD_MESSAGES =
      """
      INSERT INTO messages (room_id, sender_id, content, created_at, seq)
      SELECT rooms[1 + k % n],
             people[1 + k % n * members + k / n % members],
             phrases[1 + h % 32]
               || CASE WHEN h % 3 = 0 THEN ' ' || phrases[1 + h / 32 % 32] ELSE '' END
               || CASE WHEN h % 17 = 0
                       THEN E'\\n' || array_to_string(phrases[1 + h / 64 % 24 : 8 + h / 64 % 24], ' ')
                       ELSE '' END,
             now() - interval '720 hours' + k * step * interval '1 microsecond',
             1 + k / n
        FROM (SELECT ?::bigint[] AS rooms, ?::bigint[] AS people, ?::text[] AS phrases,
                     ?::bigint AS n, ?::bigint AS members, ?::bigint AS step) given
       CROSS JOIN (SELECT k, (k + ?::bigint) * 2654435761 % 1000003 AS h
                     FROM generate_series(?::bigint, ?::bigint) k ORDER BY k) numbered\
      """;

  private static final String ADD_PARTICIPANTS =
      """
      INSERT INTO participants (room_id, user_id, joined_at)
      SELECT rooms[1 + (ord - 1) / members], user_id, now() - interval '720 hours'
        FROM (SELECT ?::bigint[] AS rooms, ?::bigint AS members) given
       CROSS JOIN unnest(?::bigint[]) WITH ORDINALITY AS u (user_id, ord)\
      """;

  /** Who sends has read what came before: the rooms are seen by nobody else yet. */
  private static final String MOVE_READ_MARKS =
      """
      UPDATE participants p SET read_id = sent.id
        FROM (SELECT m.room_id, m.sender_id, max(m.id) AS id
                FROM messages m
               WHERE m.room_id = ANY (?)
               GROUP BY m.room_id, m.sender_id) sent
       WHERE p.room_id = sent.room_id AND p.user_id = sent.sender_id AND p.room_id = ANY (?)\
      """;

  private static final String TIDY = "VACUUM (ANALYZE) users, rooms, participants, messages";

  private final Connection connection;

  /** Hears of messages that were sent to the database. */
  @FunctionalInterface
  interface Progress {
    void stored(long messages);
  }

  /** The connection does not commit by itself. */
  DemoStore(Connection connection) {
    this.connection = connection;
  }

  /** Accounts {@code user1} to {@code user<count>}; their ids in this order. */
  List<Long> addUsers(int count, String passwordHash) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD_USERS)) {
      add.setString(1, passwordHash);
      add.setInt(2, count);
      List<Long> ids = ids(add.executeQuery());
      connection.commit();
      return ids.stream().sorted().toList();
    }
  }

  /** Rooms with all that is in them, at once. */
  void add(RoomRange range, Progress progress) throws SQLException {
    List<Long> rooms = roomIds(range.names().size());
    long step = MICROSECONDS / Math.max(1, range.messages());
    execute(
        ADD_ROOMS,
        bigints(rooms),
        connection.createArrayOf("text", range.names().toArray()),
        (long) rooms.size(),
        range.messages(),
        step);
    for (long first = 0; first < range.messages(); first += MOST_AT_ONCE) {
      long last = Math.min(first + MOST_AT_ONCE, range.messages()) - 1;
      execute(
          ADD_MESSAGES,
          bigints(rooms),
          bigints(range.people()),
          connection.createArrayOf("text", Phrases.all().toArray()),
          (long) rooms.size(),
          (long) range.members(),
          step,
          range.before(),
          first,
          last);
      progress.stored(last - first + 1);
    }
    execute(ADD_PARTICIPANTS, bigints(rooms), (long) range.members(), bigints(range.people()));
    execute(MOVE_READ_MARKS, bigints(rooms), bigints(rooms));
    connection.commit();
  }

  /** Leaves what reads want to find: statistics, and pages that are known to be visible to all. */
  void tidy() throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TIDY);
    }
  }

  private List<Long> roomIds(int count) throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE_ROOM_IDS)) {
      take.setInt(1, count);
      return ids(take.executeQuery());
    }
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private Array bigints(List<Long> values) throws SQLException {
    return connection.createArrayOf("bigint", values.toArray());
  }

  private static List<Long> ids(ResultSet rows) throws SQLException {
    List<Long> ids = new ArrayList<>();
    while (rows.next()) {
      ids.add(rows.getLong(1));
    }
    return ids;
  }
}
