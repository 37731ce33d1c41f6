package chat.parley.sync;

import chat.parley.messages.Message;
import chat.parley.messages.MessageId;
import chat.parley.realtime.Backlog;
import chat.parley.realtime.Missed;
import chat.parley.realtime.Topic;
import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed, as the database tells it. */
public final class SyncStore implements Backlog {
  private static final String CHANGES =
      """
      SELECT r.seq AS room_seq, m.id, m.sender_id, m.content, m.created_at, m.deleted, m.seq
        FROM participants p
        JOIN rooms r ON r.id = p.room_id
        LEFT JOIN LATERAL (
             SELECT id, sender_id, content, created_at, deleted, seq
               FROM messages
              WHERE room_id = $1 AND seq > $3
              ORDER BY seq LIMIT $4) m ON true
       WHERE p.room_id = $1 AND p.user_id = $2
       ORDER BY m.seq\
      """;

  /** For the server itself, which passes it on only to who is in the room. */
  private static final String CHANGES_FOR_ALL =
      """
      SELECT r.seq AS room_seq, m.id, m.sender_id, m.content, m.created_at, m.deleted, m.seq
        FROM rooms r
        LEFT JOIN LATERAL (
             SELECT id, sender_id, content, created_at, deleted, seq
               FROM messages
              WHERE room_id = $1 AND seq > $2
              ORDER BY seq LIMIT $3) m ON true
       WHERE r.id = $1
       ORDER BY m.seq\
      """;

  private static final String NUMBERS = "SELECT id, seq FROM rooms WHERE id = ANY ($1)";

  /** One line a user, however many rooms. */
  private static final String TALLIES =
      """
      SELECT user_id, count(*) AS rooms, sum(room_id)::bigint AS sum
        FROM participants
       WHERE user_id = ANY ($1)
       GROUP BY user_id\
      """;

  private static final String ROOMS_OF = "SELECT room_id FROM participants WHERE user_id = $1";

  /** Rooms are looked up one by one, as in the list of rooms; unread messages are counted up to 100. */
  private static final String STATES =
      """
      SELECT p.room_id,
             (SELECT r.seq FROM rooms r WHERE r.id = p.room_id) AS seq,
             p.read_id,
             (SELECT count(*)
                FROM (SELECT 1 FROM messages m
                       WHERE m.room_id = p.room_id
                         AND m.id > greatest(p.read_id,
                               (SELECT r.expired_id FROM rooms r WHERE r.id = p.room_id))
                         AND m.sender_id <> $1 AND NOT m.deleted
                       LIMIT 100) u) AS unread
        FROM participants p
       WHERE p.user_id = $1\
      """;

  private static final String MOVE_READ_MARK = "SELECT * FROM move_read_mark($1, $2, $3)";

  private static final String EPOCH = "SELECT name FROM epoch";

  private static final String ROOM_KIND = new RoomId(0).topic().kind();

  private final Database database;

  public SyncStore(Database database) {
    this.database = database;
  }

  /** The name of the store that all numbers are of. */
  public Future<String> epoch() {
    return database.read(EPOCH, Tuple.tuple()).map(rows -> rows.iterator().next().getString(0));
  }

  /** A page of what changed after a number; empty where the reader is not in the room. */
  Future<Optional<Changes>> changes(RoomId room, UserId reader, long since, int most) {
    return database
        .read(CHANGES, Tuple.of(room.value(), reader.value(), since, most + 1))
        .map(rows -> page(rows, room, since, most));
  }

  /** All rooms of a user. */
  Future<List<RoomState>> states(UserId user) {
    return database
        .read(STATES, Tuple.of(user.value()))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new RoomState(
                        new RoomId(row.getLong("room_id")),
                        row.getLong("seq"),
                        row.getLong("read_id"),
                        row.getInteger("unread")))
                .toList());
  }

  /** How many rooms each of some users is in, and which; none for a user who is in no room. */
  Future<Map<UserId, Memberships.Tally>> tallies(List<UserId> users) {
    Long[] ids = users.stream().map(UserId::value).toArray(Long[]::new);
    return database
        .read(TALLIES, Tuple.tuple().addArrayOfLong(ids))
        .map(rows -> {
          Map<UserId, Memberships.Tally> tallies = new HashMap<>();
          rows.forEach(row ->
              tallies.put(
                  new UserId(row.getLong("user_id")),
                  new Memberships.Tally(row.getLong("rooms"), row.getLong("sum"))));
          return tallies;
        });
  }

  /** The rooms of a user. */
  Future<Set<RoomId>> roomsOf(UserId user) {
    return database
        .read(ROOMS_OF, Tuple.of(user.value()))
        .map(rows -> {
          Set<RoomId> rooms = new HashSet<>();
          rows.forEach(row -> rooms.add(new RoomId(row.getLong("room_id"))));
          return rooms;
        });
  }

  /**
   * Where a read mark is after it was asked to move.
   *
   * @param moved whether it did
   */
  record ReadMark(MessageId message, int unread, boolean moved) {}

  /** Moves a read mark forward; empty where the reader is not in the room. */
  Future<Optional<ReadMark>> moveReadMark(RoomId room, UserId reader, long message) {
    return database
        .writeAgain(MOVE_READ_MARK, again -> Tuple.of(room.value(), reader.value(), message))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new ReadMark(
                        new MessageId(row.getLong("mark")),
                        row.getInteger("unread"),
                        row.getBoolean("moved"))));
  }

  @Override
  public Future<Missed> after(Topic topic, long seq) {
    RoomId room = new RoomId(topic.id());
    return database
        .read(CHANGES_FOR_ALL, Tuple.of(room.value(), seq, Changes.MOST_CHANGES + 1))
        .map(rows ->
            page(rows, room, seq, Changes.MOST_CHANGES)
                .orElseGet(() -> new Changes(room, seq, seq, false, List.of()))
                .missed());
  }

  @Override
  public Future<Map<Topic, Long>> numbers(Collection<Topic> topics) {
    Long[] rooms =
        topics.stream()
            .filter(topic -> topic.kind().equals(ROOM_KIND))
            .map(Topic::id)
            .toArray(Long[]::new);
    return database
        .read(NUMBERS, Tuple.tuple().addArrayOfLong(rooms))
        .map(rows -> {
          Map<Topic, Long> numbers = new HashMap<>();
          rows.forEach(
              row -> numbers.put(new RoomId(row.getLong("id")).topic(), row.getLong("seq")));
          return numbers;
        });
  }

  private static Optional<Changes> page(RowSet<Row> rows, RoomId room, long since, int most) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    long present = since;
    List<Changes.Change> changes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      present = row.getLong("room_seq");
      if (row.getLong("id") != null) {
        changes.add(change(row, room));
      }
    }
    return Optional.of(Changes.page(room, since, present, changes, most));
  }

  private static Changes.Change change(Row row, RoomId room) {
    MessageId id = new MessageId(row.getLong("id"));
    long seq = row.getLong("seq");
    return row.getBoolean("deleted")
        ? new Changes.Change.Deleted(id, seq)
        : new Changes.Change.Present(
            new Message(
                id,
                room,
                new UserId(row.getLong("sender_id")),
                row.getString("content"),
                row.getOffsetDateTime("created_at")),
            seq);
  }
}
