package chat.parley.sync;

import chat.parley.http.Fields;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client says on its socket (docs/protocol.md, "Client to server"). */
sealed interface ClientFrame {

  /**
   * Logs in, or renews the token.
   *
   * @param rooms the numbers that the client holds, -1 for what is no number
   */
  record Auth(String token, Optional<String> epoch, Map<RoomId, Long> rooms)
      implements ClientFrame {
    @Override
    public String toString() {
      return "Auth[token=***, epoch=%s, rooms=%s]".formatted(epoch, rooms);
    }
  }

  /** Sends a message; its content is looked at later, as REST would. */
  record Send(RoomId room, Fields fields, @Nullable String key) implements ClientFrame {}

  /** Moves a read mark. */
  record Read(RoomId room, long message) implements ClientFrame {}

  /** Says that the user is typing. */
  record Typing(RoomId room) implements ClientFrame {}

  /** Watches users; replaces the last list. */
  record Presence(List<UserId> users) implements ClientFrame {}

  /** Asks whether the server is there. */
  record Ping() implements ClientFrame {}

  /** A type that is not known here: not an error, so that the protocol can grow. */
  record Unknown() implements ClientFrame {}

  int MOST_WATCHED = 200;

  /**
   * Reads a frame.
   *
   * @throws ProblemException of {@code Invalid} where a known type misses what it needs
   */
  static ClientFrame of(Map<String, @Nullable Object> object) {
    Fields fields = new Fields(object);
    ClientFrame frame =
        switch (object.get("type") instanceof String type ? type : "") {
          case "auth" -> auth(fields);
          case "send" -> new Send(new RoomId(integer(fields, "room")), fields, key(fields));
          case "read" -> new Read(new RoomId(integer(fields, "room")), integer(fields, "message"));
          case "typing" -> new Typing(new RoomId(integer(fields, "room")));
          case "presence" -> new Presence(users(fields));
          case "ping" -> new Ping();
          default -> new Unknown();
        };
    fields.check();
    return frame;
  }

  private static Auth auth(Fields fields) {
    String token = fields.value("token") instanceof String text ? text : "";
    // What is no text names no store of ours.
    Optional<String> epoch = Optional.ofNullable(fields.value("epoch")).map(Object::toString);
    Map<RoomId, Long> rooms = new HashMap<>();
    if (fields.value("rooms") instanceof Map<?, ?> held) {
      held.forEach((room, seq) -> {
        if (String.valueOf(room).matches("\\d{1,18}")) {
          long number = isInteger(seq) ? ((Number) seq).longValue() : -1;
          rooms.put(new RoomId(Long.parseLong(String.valueOf(room))), number);
        }
      });
    }
    return new Auth(token, epoch, rooms);
  }

  private static long integer(Fields fields, String name) {
    if (fields.value(name) instanceof Number number && isInteger(number)) {
      return number.longValue();
    }
    if (!fields.has(name)) {
      fields.refuse(name, "This field is required.");
    } else if (fields.value(name) == null) {
      fields.refuseNull(name);
    } else {
      fields.refuse(name, "A valid integer is required.");
    }
    return 0;
  }

  private static @Nullable String key(Fields fields) {
    return switch (fields.value("key")) {
      case null -> null;
      case String text -> text;
      case Object other -> {
        fields.refuse("key", "Not a valid string.");
        yield null;
      }
    };
  }

  private static List<UserId> users(Fields fields) {
    List<UserId> users = new ArrayList<>();
    if (fields.value("users") instanceof List<?> list && list.size() <= MOST_WATCHED) {
      for (Object id : list) {
        if (isInteger(id)) {
          users.add(new UserId(((Number) id).longValue()));
        }
      }
      if (users.size() == list.size()) {
        return users;
      }
    }
    fields.refuse("users", "A list of at most %d ids is required.".formatted(MOST_WATCHED));
    return users;
  }

  private static boolean isInteger(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long;
  }
}
