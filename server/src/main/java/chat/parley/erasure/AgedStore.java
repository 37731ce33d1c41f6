package chat.parley.erasure;

import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which messages are past their time. */
final class AgedStore {
  /** How many rooms one statement looks at: a millisecond's worth. */
  private static final int ROOMS = 200;

  private static final String WINDOW =
      """
      SELECT max(id)
        FROM (SELECT id FROM rooms WHERE id > $1 <those> ORDER BY id LIMIT $2) w\
      """;

  /** A room whose oldest message that has not expired is too old. */
  private static final String DUE =
      """
      SELECT r.id, coalesce(r.keep_seconds, $3::bigint) AS keep
        FROM rooms r
       WHERE r.id > $1 AND r.id <= $2 <those>
         AND coalesce(r.keep_seconds, $3::bigint) > 0
         AND (SELECT m.created_at FROM messages m
               WHERE m.room_id = r.id AND m.id > r.expired_id
               ORDER BY m.id LIMIT 1)
             < now() - make_interval(secs => coalesce(r.keep_seconds, $3::bigint))
       ORDER BY r.id\
      """;

  private static final String WITH_THEIR_OWN = "AND keep_seconds IS NOT NULL";

  /** Up to the first one that is young enough: a room's messages are in the order of their times. */
  private static final String AGED =
      """
      SELECT array_agg(id ORDER BY id)
        FROM (SELECT id,
                     bool_and(created_at < now() - make_interval(secs => $2::bigint))
                       OVER (ORDER BY id) AS aged
                FROM (SELECT m.id, m.created_at
                        FROM messages m
                       WHERE m.room_id = $1
                         AND m.id > (SELECT r.expired_id FROM rooms r WHERE r.id = $1)
                       ORDER BY m.id LIMIT $3) next) judged
       WHERE aged\
      """;

  private final Database database;
  private final long usual;
  private final String window;
  private final String due;

  /**
   * @param usual how long messages are kept where their room says nothing else
   */
  AgedStore(Database database, Optional<Duration> usual) {
    this.database = database;
    this.usual = usual.map(Duration::toSeconds).orElse(0L);
    String those = usual.isPresent() ? "" : WITH_THEIR_OWN;
    this.window = WINDOW.replace("<those>", those);
    this.due = DUE.replace("<those>", those);
  }

  /** Where the look that begins after a room ends; empty where there are no more rooms. */
  Future<Optional<Long>> window(long after) {
    return database
        .read(window, Tuple.of(after, ROOMS))
        .map(rows -> Optional.ofNullable(rows.iterator().next().getLong(0)));
  }

  /**
   * A room with messages past their time.
   *
   * @param keepSeconds what that time is
   */
  record Due(RoomId room, long keepSeconds) {}

  /** Those after a room, up to another. */
  Future<List<Due>> due(long after, long upTo) {
    return database
        .read(due, Tuple.of(after, upTo, usual))
        .map(rows ->
            rows.stream()
                .map(row -> new Due(new RoomId(row.getLong("id")), row.getLong("keep")))
                .toList());
  }

  /** The oldest messages past their time, in the order of their ids. */
  Future<List<Long>> aged(Due due, int most) {
    return database
        .read(AGED, Tuple.of(due.room().value(), due.keepSeconds(), most))
        .map(rows ->
            Optional.ofNullable(rows.iterator().next().getArrayOfLongs(0))
                .map(Arrays::asList)
                .orElse(List.of()));
  }
}
