package chat.parley.rooms;

import chat.parley.http.Window;
import chat.parley.realtime.Frame;
import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** The rooms in the database. */
public final class RoomStore {
  /** Names are looked up one by one: a join would read all rooms where there are not many. */
  private static final String OF_USER =
      """
      SELECT p.room_id AS id,
             (SELECT r.name FROM rooms r WHERE r.id = p.room_id) AS name,
             (SELECT array_agg(m.user_id ORDER BY m.user_id)
                FROM participants m WHERE m.room_id = p.room_id) AS participants
        FROM participants p
       WHERE p.user_id = $1
       ORDER BY p.room_id DESC
       LIMIT $2 OFFSET $3\
      """;

  private static final String OF_USER_BY_ACTIVITY =
      """
      SELECT r.id, r.name,
             (SELECT array_agg(m.user_id ORDER BY m.user_id)
                FROM participants m WHERE m.room_id = r.id) AS participants
        FROM participants p
        JOIN rooms r ON r.id = p.room_id
       WHERE p.user_id = $1
       ORDER BY r.message_at DESC NULLS LAST, r.id DESC
       LIMIT $2 OFFSET $3\
      """;

  private static final String COUNT_OF_USER =
      "SELECT count(*) FROM participants WHERE user_id = $1";

  private static final String BY_ID =
      """
      SELECT r.id, r.name,
             (SELECT array_agg(m.user_id ORDER BY m.user_id)
                FROM participants m WHERE m.room_id = $1) AS participants
        FROM participants p
        JOIN rooms r ON r.id = p.room_id
       WHERE p.room_id = $1 AND p.user_id = $2\
      """;

  private static final String NUMBER =
      """
      SELECT r.seq
        FROM participants p
        JOIN rooms r ON r.id = p.room_id
       WHERE p.room_id = $1 AND p.user_id = $2\
      """;

  /** Parallel arrays in, one array out, so that many answers are one row; null for outsiders. */
  private static final String NUMBERS =
      """
      SELECT array_agg(
               (SELECT r.seq FROM rooms r
                 WHERE r.id = q.room_id
                   AND EXISTS (SELECT 1 FROM participants p
                                WHERE p.room_id = q.room_id AND p.user_id = q.user_id))
               ORDER BY q.place)
        FROM unnest($1::bigint[], $2::bigint[])
             WITH ORDINALITY AS q (room_id, user_id, place)\
      """;

  private static final String IS_PARTICIPANT =
      "SELECT 1 FROM participants WHERE room_id = $1 AND user_id = $2";

  /** No row comes back if one of the users does not exist; nothing is stored then. */
  private static final String ADD =
      """
      WITH u AS MATERIALIZED (
             SELECT id FROM users WHERE id = ANY ($2)),
           r AS (
             INSERT INTO rooms (name)
             SELECT $1 WHERE (SELECT count(*) FROM u) = cardinality($2)
             RETURNING id),
           p AS (
             INSERT INTO participants (room_id, user_id)
             SELECT r.id, u.id FROM r CROSS JOIN u
             RETURNING user_id)
      SELECT r.id, (SELECT count(*) FROM p) FROM r\
      """;

  private static final String EXISTING_USERS = "SELECT id FROM users WHERE id = ANY ($1)";

  private final Database database;

  public RoomStore(Database database) {
    this.database = database;
  }

  /** The rooms of a user. */
  Future<List<Room>> ofUser(UserId user, RoomOrder order, Window window) {
    String statement =
        switch (order) {
          case NEWEST -> OF_USER;
          case ACTIVITY -> OF_USER_BY_ACTIVITY;
        };
    return database
        .read(statement, Tuple.of(user.value(), window.limit(), window.skipped()))
        .map(rows -> rows.stream().map(RoomStore::room).toList());
  }

  Future<Long> countOfUser(UserId user) {
    return database
        .read(COUNT_OF_USER, Tuple.of(user.value()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Empty where there is no such room or the user is not in it. */
  Future<Optional<Room>> byId(RoomId room, UserId participant) {
    return database
        .read(BY_ID, Tuple.of(room.value(), participant.value()))
        .map(rows -> rows.stream().findFirst().map(RoomStore::room));
  }

  /** What a participant's connections are told of a room that is new to them; empty as above. */
  public Future<Optional<Frame>> joined(RoomId room, UserId participant) {
    return byId(room, participant).map(found -> found.map(Room::joined));
  }

  /** A room's number; empty where the reader is not in the room. */
  public Future<Optional<Long>> number(RoomId room, UserId reader) {
    return database
        .read(NUMBER, Tuple.of(room.value(), reader.value()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getLong(0)));
  }

  /** Many at once, in their order. Where tables are distributed this would ask every shard. */
  Future<List<Optional<Long>>> numbers(List<Membership> asked) {
    Long[] rooms = asked.stream().map(one -> one.room().value()).toArray(Long[]::new);
    Long[] readers = asked.stream().map(one -> one.user().value()).toArray(Long[]::new);
    return database
        .read(NUMBERS, Tuple.tuple().addArrayOfLong(rooms).addArrayOfLong(readers))
        .map(rows ->
            Arrays.stream(rows.iterator().next().getArrayOfLongs(0))
                .map(Optional::ofNullable)
                .toList());
  }

  /** The access rule, for a request that has no statement of its own. */
  public Future<Boolean> isParticipant(RoomId room, UserId user) {
    return database
        .read(IS_PARTICIPANT, Tuple.of(room.value(), user.value()))
        .map(rows -> rows.size() > 0);
  }

  /** Stores a new room; empty where one of the participants does not exist. */
  Future<Optional<Room>> add(String name, SortedSet<UserId> participants) {
    return database
        .write(ADD, Tuple.tuple().addString(name).addArrayOfLong(values(participants)))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Room(new RoomId(row.getLong("id")), name, List.copyOf(participants))));
  }

  Future<Set<UserId>> existing(Collection<UserId> users) {
    return database
        .read(EXISTING_USERS, Tuple.tuple().addArrayOfLong(values(users)))
        .map(rows -> {
          Set<UserId> found = new HashSet<>();
          rows.forEach(row -> found.add(new UserId(row.getLong("id"))));
          return found;
        });
  }

  private static Room room(Row row) {
    return new Room(
        new RoomId(row.getLong("id")),
        row.getString("name"),
        Arrays.stream(row.getArrayOfLongs("participants")).map(UserId::new).toList());
  }

  private static Long[] values(Collection<UserId> users) {
    return users.stream().map(UserId::value).toArray(Long[]::new);
  }
}
