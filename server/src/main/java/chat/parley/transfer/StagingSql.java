package chat.parley.transfer;

import java.util.LinkedHashMap;
import java.util.Map;

/** The temporary tables of {@link Staging}, and what becomes of them. */
final class StagingSql {
  /** Rows are told apart by their place, the order in which they came. */
  static final String TABLES =
      """
      CREATE TEMP TABLE staged_users (
        place bigint GENERATED ALWAYS AS IDENTITY, key text PRIMARY KEY, id bigint,
        username text COLLATE "C" NOT NULL, email text NOT NULL, password text NOT NULL,
        created_at timestamptz
      ) ON COMMIT DROP;
      CREATE TEMP TABLE staged_rooms (
        place bigint GENERATED ALWAYS AS IDENTITY, key text PRIMARY KEY, id bigint,
        name text NOT NULL, created_at timestamptz
      ) ON COMMIT DROP;
      CREATE TEMP TABLE staged_participants (room text NOT NULL, person text NOT NULL)
        ON COMMIT DROP;
      CREATE TEMP TABLE staged_messages (
        place bigint GENERATED ALWAYS AS IDENTITY, key text NOT NULL, id bigint,
        room text NOT NULL, sender text NOT NULL, content text NOT NULL,
        sent_at timestamptz NOT NULL, edited_at timestamptz, is_read boolean NOT NULL
      ) ON COMMIT DROP\
      """;

  static final String ADD_USER =
      """
      INSERT INTO staged_users (key, id, username, email, password, created_at)
      VALUES (?, ?, ?, ?, ?, ?::timestamptz)
      ON CONFLICT (key) DO NOTHING\
      """;

  static final String ADD_ROOM =
      """
      INSERT INTO staged_rooms (key, id, name, created_at) VALUES (?, ?, ?, ?::timestamptz)
      ON CONFLICT (key) DO NOTHING\
      """;

  static final String ADD_PARTICIPANT =
      "INSERT INTO staged_participants (room, person) VALUES (?, ?)";

  static final String ADD_MESSAGE =
      """
      INSERT INTO staged_messages (key, id, room, sender, content, sent_at, edited_at, is_read)
      VALUES (?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?)\
      """;

  static final String ANALYZE =
      "ANALYZE staged_users, staged_rooms, staged_participants, staged_messages";

  /** What does not fit together, and how much of it there is. */
  static final Map<String, String> FAULTS = faults();

  /** What the staged rows become, table by table. */
  static final Map<String, String> STORE = store();

  /**
   * The ids of those that have none, one name for each, and the messages in the order of their rooms. Ids
   * are kept where they are given.
   */
  static final String PLACE =
      """
      UPDATE staged_users u SET id = n.id
        FROM (SELECT key, row_number() OVER (ORDER BY place) AS id FROM staged_users) n
       WHERE u.key = n.key AND u.id IS NULL;
      UPDATE staged_rooms r SET id = n.id
        FROM (SELECT key, row_number() OVER (ORDER BY place) AS id FROM staged_rooms) n
       WHERE r.key = n.key AND r.id IS NULL;
      UPDATE staged_users u SET username = u.username || '-' || lower(u.key)
        FROM (SELECT key, row_number() OVER (PARTITION BY username ORDER BY place) AS n
                FROM staged_users) o
       WHERE u.key = o.key AND o.n > 1;

      CREATE TEMP TABLE placed_messages ON COMMIT DROP AS
      SELECT m.room_id, m.id, m.sender_id, m.content, m.sent_at, m.edited_at, m.is_read,
             row_number() OVER (PARTITION BY m.room_id ORDER BY m.id) AS seq
        FROM (SELECT r.id AS room_id, u.id AS sender_id, s.content, s.sent_at, s.edited_at,
                     s.is_read,
                     coalesce(s.id, row_number() OVER (ORDER BY s.sent_at, s.place)) AS id
                FROM (SELECT DISTINCT ON (room, key) * FROM staged_messages
                       ORDER BY room, key, place) s
                JOIN staged_rooms r ON r.key = s.room
                JOIN staged_users u ON u.key = s.sender) m;
      ANALYZE placed_messages\
      """;

  private StagingSql() {}

  /** Somebody for each sender who is not among the users, so that no message is lost. */
  static String placeholders(boolean idsKept) {
    return """
    INSERT INTO staged_users (key, id, username, email, password)
    SELECT DISTINCT m.sender, %s, 'unknown-' || lower(m.sender), '', '!'
      FROM staged_messages m
     WHERE NOT EXISTS (SELECT 1 FROM staged_users u WHERE u.key = m.sender)\
    """
        .formatted(idsKept ? "m.sender::bigint" : "NULL::bigint");
  }

  private static Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put(
        "messages without their room: dropped",
        """
        SELECT count(*) FROM staged_messages m
         WHERE NOT EXISTS (SELECT 1 FROM staged_rooms r WHERE r.key = m.room)\
        """);
    faults.put(
        "messages that are there twice: stored once",
        "SELECT count(*) - count(DISTINCT (room, key)) FROM staged_messages");
    faults.put(
        "senders who are not among the users: named unknown-...",
        """
        SELECT count(DISTINCT m.sender) FROM staged_messages m
         WHERE NOT EXISTS (SELECT 1 FROM staged_users u WHERE u.key = m.sender)\
        """);
    faults.put(
        "participants who are not among the users, or without their room: dropped",
        """
        SELECT count(*) FROM staged_participants p
         WHERE NOT EXISTS (SELECT 1 FROM staged_users u WHERE u.key = p.person)
            OR NOT EXISTS (SELECT 1 FROM staged_rooms r WHERE r.key = p.room)\
        """);
    faults.put(
        "users of the same name: given a longer one",
        "SELECT count(*) - count(DISTINCT username) FROM staged_users");
    return faults;
  }

  private static Map<String, String> store() {
    Map<String, String> store = new LinkedHashMap<>();
    store.put(
        "users",
        """
        INSERT INTO users (id, username, email, password, created_at)
        SELECT id, username, email, password, coalesce(created_at, now())
          FROM staged_users ORDER BY id\
        """);
    store.put(
        "rooms",
        """
        INSERT INTO rooms (id, name, seq, message_at, created_at)
        SELECT r.id, r.name, coalesce(m.count, 0), m.last, coalesce(r.created_at, m.first, now())
          FROM staged_rooms r
          LEFT JOIN (SELECT room_id, count(*), min(sent_at) AS first, max(sent_at) AS last
                       FROM placed_messages GROUP BY room_id) m ON m.room_id = r.id
         ORDER BY r.id\
        """);
    store.put(
        "participants",
        """
        INSERT INTO participants (room_id, user_id, read_id, joined_at)
        SELECT DISTINCT r.id, u.id, greatest(o.last, s.last, 0), coalesce(r.created_at, now())
          FROM staged_participants p
          JOIN staged_rooms r ON r.key = p.room
          JOIN staged_users u ON u.key = p.person
          LEFT JOIN (SELECT room_id, max(id) AS last
                       FROM placed_messages WHERE is_read GROUP BY room_id) o
            ON o.room_id = r.id
          LEFT JOIN (SELECT room_id, sender_id, max(id) AS last
                       FROM placed_messages GROUP BY room_id, sender_id) s
            ON s.room_id = r.id AND s.sender_id = u.id\
        """);
    store.put(
        "messages",
        """
        INSERT INTO messages (room_id, id, sender_id, content, created_at, edited_at, seq)
        SELECT room_id, id, sender_id, content, sent_at, edited_at, seq
          FROM placed_messages ORDER BY room_id, id\
        """);
    return store;
  }
}
