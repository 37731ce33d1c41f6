package chat.parley.erasure;

import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user wrote, wherever that is. There is no index by sender, which every send would pay for: all messages are
 * looked through, in the order of rooms and ids, so many at a time.
 */
final class WrittenStore {
  private static final int MESSAGES = 2_000;

  private static final String WINDOW =
      """
      SELECT room_id, id, sender_id = $3 AND (NOT deleted OR client_key IS NOT NULL) AS wanted
        FROM messages
       WHERE (room_id, id) > ($1, $2)
       ORDER BY room_id, id LIMIT $4\
      """;

  private final Database database;
  private final UserId sender;

  WrittenStore(Database database, UserId sender) {
    this.database = database;
    this.sender = sender;
  }

  /** A place among all messages. */
  record Place(long room, long message) {
    static final Place FIRST = new Place(0, 0);
  }

  /** Messages of one room that say something of the user, no more than are buried at once. */
  record Written(RoomId room, List<Long> messages) {}

  /**
   * What was found from one place to another.
   *
   * @param end where to go on, or empty where no messages are left
   */
  record Window(Optional<Place> end, List<Written> found) {}

  Future<Window> after(Place place) {
    return database
        .read(WINDOW, Tuple.of(place.room(), place.message(), sender.value(), MESSAGES))
        .map(rows -> {
          @Nullable Place last = null;
          List<Written> found = new ArrayList<>();
          for (Row row : rows) {
            last = new Place(row.getLong("room_id"), row.getLong("id"));
            if (row.getBoolean("wanted")) {
              add(found, last);
            }
          }
          return new Window(
              rows.size() < MESSAGES ? Optional.empty() : Optional.ofNullable(last), found);
        });
  }

  private static void add(List<Written> found, Place place) {
    RoomId room = new RoomId(place.room());
    if (found.isEmpty()
        || !found.getLast().room().equals(room)
        || found.getLast().messages().size() == Tombstones.MOST) {
      found.add(new Written(room, new ArrayList<>()));
    }
    found.getLast().messages().add(place.message());
  }
}
