package chat.parley.erasure;

import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long one room keeps its messages. */
public sealed interface RoomRetention {
  /** As all rooms do that say nothing else. */
  record Usual() implements RoomRetention {}

  record ForEver() implements RoomRetention {}

  /** Whole seconds, at least one. */
  record For(Duration time) implements RoomRetention {}

  /** What the room says; empty where there is no such room. */
  static Future<Optional<RoomRetention>> of(Database database, RoomId room) {
    return database
        .read("SELECT keep_seconds FROM rooms WHERE id = $1", Tuple.of(room.value()))
        .map(rows -> rows.stream().findFirst().map(row -> read(row.getLong(0))));
  }

  /** Lets the room say so; whether there is such a room. Servers follow within seconds. */
  default Future<Boolean> store(Database database, RoomId room) {
    return database
        .write(
            "UPDATE rooms SET keep_seconds = $2 WHERE id = $1 RETURNING id",
            Tuple.of(room.value(), seconds()))
        .map(rows -> rows.size() > 0);
  }

  private @Nullable Long seconds() {
    return switch (this) {
      case Usual() -> null;
      case ForEver() -> 0L;
      case For(Duration time) -> time.toSeconds();
    };
  }

  private static RoomRetention read(@Nullable Long seconds) {
    if (seconds == null) {
      return new Usual();
    }
    return seconds == 0 ? new ForEver() : new For(Duration.ofSeconds(seconds));
  }
}
