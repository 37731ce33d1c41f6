package chat.parley.bench.scenario;

import chat.parley.bench.data.Api;
import chat.parley.bench.data.People;
import chat.parley.bench.load.Audience.Seat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who sits in which room during live delivery: each user in one of them. */
final class Seats {
  private Seats() {}

  /** Makes new rooms of a size, and takes a seat for each of their members. */
  static List<Seat> at(Site site, int sockets, int size) throws IOException {
    People people = site.people();
    List<Seat> seats = new ArrayList<>();
    try (Api api = new Api(site.parley().uri())) {
      for (int first = 0; first + size <= sockets; first += size) {
        JsonArray others = new JsonArray();
        people.users().subList(first + 1, first + size).forEach(others::add);
        JsonObject room = new JsonObject().put("name", "live").put("participants", others);
        String owner = people.tokens().get(first);
        long id = api.post("/api/chat/rooms/", owner, room).getLong("id");
        people.tokens().subList(first, first + size).stream()
            .map(token -> new Seat("/ws/chat/", token, id))
            .forEach(seats::add);
      }
    }
    return seats;
  }

  /** The same at the bare server, whose rooms have the place of their first seat for a name. */
  static List<Seat> atBare(int sockets, int size) {
    List<Seat> seats = new ArrayList<>();
    for (int place = 0; place < sockets / size * size; place++) {
      int room = place / size * size;
      seats.add(new Seat("/?" + room, "none", room));
    }
    return seats;
  }
}
