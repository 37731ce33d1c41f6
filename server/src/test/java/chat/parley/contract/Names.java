package chat.parley.contract;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * The names under which a recording knows ids: {@code <user:alice>}, {@code <room:1>} for the first
 * room that the case created, {@code <message:2>}, and {@code <room:?>} for one it did not create.
 */
final class Names {

  /** What an id can be the id of. */
  enum Kind {
    USER,
    ROOM,
    MESSAGE
  }

  private final Map<BigInteger, String> users = new HashMap<>();
  private final Map<BigInteger, String> rooms = new HashMap<>();
  private final Map<BigInteger, String> messages = new HashMap<>();
  private final Map<BigInteger, Json> timestamps = new HashMap<>();
  private int newUsers;

  Names(Iterable<ContractUser> known) {
    for (ContractUser user : known) {
      if (user.id() instanceof Json.Whole id) {
        users.put(id.value(), user.alias());
      }
    }
  }

  /** Names what a 201 created, in the order of creation. */
  void learn(Json created) {
    Json.Obj object = created.asObject();
    if (!(object.get("id") instanceof Json.Whole id)) {
      return;
    }
    if (object.has("content")) {
      messages.putIfAbsent(id.value(), String.valueOf(messages.size() + 1));
      timestamps.putIfAbsent(id.value(), object.get("timestamp"));
    } else if (object.has("participants")) {
      rooms.putIfAbsent(id.value(), String.valueOf(rooms.size() + 1));
    } else if (object.has("username") && !users.containsKey(id.value())) {
      newUsers++;
      users.put(id.value(), "new" + newUsers);
    }
  }

  /** The name of an id; anything but a whole number stays as it is. */
  Json of(Kind kind, Json id) {
    return id instanceof Json.Whole whole ? new Json.Text(of(kind, whole.value())) : id;
  }

  String of(Kind kind, BigInteger id) {
    return switch (kind) {
      case USER -> "<user:" + users.getOrDefault(id, "?") + ">";
      case ROOM -> "<room:" + rooms.getOrDefault(id, "?") + ">";
      case MESSAGE -> "<message:" + messages.getOrDefault(id, "?") + ">";
    };
  }

  /** Whether a message still has the timestamp that it was created with, as far as one is known. */
  boolean hasItsFirstTimestamp(Json id, Json timestamp) {
    return !(id instanceof Json.Whole whole)
        || timestamps.getOrDefault(whole.value(), timestamp).equals(timestamp);
  }
}
