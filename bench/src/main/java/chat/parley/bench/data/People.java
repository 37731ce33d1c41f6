package chat.parley.bench.data;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who and what there is, as the API tells it.
 *
 * @param users their ids, user1's first
 * @param rooms the rooms of like size, by id
 * @param deep the room with the long history
 * @param tokens an access token of each user, in the order of the users
 */
public record People(List<Long> users, List<Room> rooms, Room deep, List<String> tokens) {
  public static final String PASSWORD = "parley-demo";
  private static final String NAME = "user";
  private static final int PAGE = 100;

  /**
   * Reads it from a server.
   *
   * @param count how many rooms of like size there are
   */
  public static People read(URI server, AccessTokens tokens, int count) throws IOException {
    try (Api api = new Api(server)) {
      JsonObject login = new JsonObject().put("username", NAME + 1).put("password", PASSWORD);
      String first = api.post("/api/token/", "", login).getString("access");
      List<Long> users = users(api, first);
      List<String> signed = users.stream().map(tokens::of).toList();
      Room deep = deepest(api, first);
      return new People(users, rooms(api, signed, deep, count), deep, signed);
    }
  }

  /** An access token of a user, by the user's id. */
  public String token(long user) {
    return tokens.get(users.indexOf(user));
  }

  /** An access token of one of the members of a room: of another one in another room. */
  public String anyToken(Room room) {
    return token(room.members().get((int) (room.id() % room.members().size())));
  }

  private static List<Long> users(Api api, String token) throws IOException {
    Map<Integer, Long> byNumber = new TreeMap<>();
    JsonArray page;
    int offset = 0;
    do {
      page =
          api.json("/api/users/?search=%s&limit=%d&offset=%d".formatted(NAME, PAGE, offset), token)
              .getJsonArray("results");
      for (int i = 0; i < page.size(); i++) {
        String name = page.getJsonObject(i).getString("username");
        if (name.matches(NAME + "\\d{1,9}")) {
          byNumber.put(
              Integer.valueOf(name.substring(NAME.length())), page.getJsonObject(i).getLong("id"));
        }
      }
      offset += PAGE;
    } while (page.size() == PAGE);
    return List.copyOf(byNumber.values());
  }

  /** The room of the first user with the highest number. */
  private static Room deepest(Api api, String token) throws IOException {
    long most = -1;
    Room deepest = new Room(0, List.of());
    for (Room room : roomsOf(api, token)) {
      long seq =
          api.get(room.messages() + "?page_size=1", token)
              .headers()
              .firstValueAsLong("Room-Seq")
              .orElse(0);
      if (seq > most) {
        most = seq;
        deepest = room;
      }
    }
    return deepest;
  }

  private static List<Room> rooms(Api api, List<String> tokens, Room deep, int count)
      throws IOException {
    Map<Long, Room> found = new TreeMap<>();
    for (String token : tokens) {
      for (Room room : roomsOf(api, token)) {
        found.put(room.id(), room);
      }
      found.remove(deep.id());
      if (found.size() >= count) {
        break;
      }
    }
    return found.values().stream().sorted(Comparator.comparingLong(Room::id)).limit(count).toList();
  }

  private static List<Room> roomsOf(Api api, String token) throws IOException {
    List<Room> rooms = new ArrayList<>();
    JsonArray page;
    do {
      page =
          api.json("/api/chat/rooms/?limit=%d&offset=%d".formatted(PAGE, rooms.size()), token)
              .getJsonArray("results");
      for (int i = 0; i < page.size(); i++) {
        JsonObject room = page.getJsonObject(i);
        List<Long> members = new ArrayList<>();
        room.getJsonArray("participants").forEach(id -> members.add(((Number) id).longValue()));
        rooms.add(new Room(room.getLong("id"), List.copyOf(members)));
      }
    } while (page.size() == PAGE);
    return rooms;
  }
}
