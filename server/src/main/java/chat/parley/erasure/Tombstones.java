package chat.parley.erasure;

import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** What is left of messages: that they were there, under a new number each. */
final class Tombstones {
  /** At once, while the room's row is held: some milliseconds. */
  static final int MOST = 100;

  private static final String BURY = "SELECT bury_messages($1, $2, $3)";

  private final Database database;

  Tombstones(Database database) {
    this.database = database;
  }

  /**
   * Leaves tombstones of messages of one room; of those that are tombstones already, takes the keys.
   *
   * @param expired all messages up to this id are among the deleted then; 0 where nothing is known of them
   * @return how many were deleted
   */
  Future<Integer> bury(RoomId room, List<Long> messages, long expired) {
    Long[] ids = messages.toArray(Long[]::new);
    return database
        .writeAgain(
            BURY, again -> Tuple.tuple().addLong(room.value()).addArrayOfLong(ids).addLong(expired))
        .map(rows -> rows.iterator().next().getInteger(0));
  }
}
