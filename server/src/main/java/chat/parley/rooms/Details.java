package chat.parley.rooms;

import chat.parley.http.Query;
import chat.parley.users.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a list of rooms may show beyond the rooms, known to features above this one. */
public interface Details {

  /** Looks up what is wanted of some rooms; nothing is asked where nothing is wanted. */
  Future<Found> of(List<Room> rooms, UserId reader, Wanted wanted);

  /** What was found. */
  @FunctionalInterface
  interface Found {
    /** Writes a room's further fields. */
    void write(RoomId room, JsonGenerator json) throws IOException;
  }

  /** What {@code ?expand=} names. */
  record Wanted(boolean unread, boolean lastMessage) {
    /** What is not known counts as not given. */
    static Wanted of(Query query) {
      Set<String> names = new HashSet<>(List.of(query.last("expand").orElse("").split(",", -1)));
      return new Wanted(names.contains("unread"), names.contains("last_message"));
    }

    /** Whether anything is. */
    public boolean any() {
      return unread || lastMessage;
    }
  }
}
