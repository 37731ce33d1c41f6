package chat.parley.bench.scenario;

import chat.parley.bench.data.Api;
import chat.parley.bench.data.People;
import chat.parley.bench.load.Audience.Seat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Who sits in which room during live delivery: each user in one of them. */
final class Seats {
  private Seats() {}

  /** How the members of rooms are spread over several servers. */
  enum Spread {
    /** They are wherever a balancer has sent them. */
    EVERYWHERE,
    /** All members of a room are at one server. */
    TOGETHER
  }

  /** Makes new rooms of a size, and takes a seat for each of their members. */
  static List<Seat> at(Site site, int sockets, int size) throws IOException {
    return at(site.people(), List.of(site.parley().uri()), Spread.TOGETHER, sockets, size);
  }

  /** The same at several servers. */
  static List<Seat> at(People people, List<URI> servers, Spread spread, int sockets, int size)
      throws IOException {
    List<Seat> seats = new ArrayList<>();
    try (Api api = new Api(servers.getFirst())) {
      for (int first = 0; first + size <= sockets; first += size) {
        JsonArray others = new JsonArray();
        people.users().subList(first + 1, first + size).forEach(others::add);
        JsonObject room = new JsonObject().put("name", "live").put("participants", others);
        String owner = people.tokens().get(first);
        long id = api.post("/api/chat/rooms/", owner, room).getLong("id");
        for (int place = first; place < first + size; place++) {
          int turn = spread == Spread.TOGETHER ? first / size : place;
          URI server = servers.get(turn % servers.size());
          seats.add(new Seat(server, "/ws/chat/", people.tokens().get(place), id));
        }
      }
    }
    return seats;
  }

  /** The same at the bare server, whose rooms have the place of their first seat for a name. */
  static List<Seat> atBare(URI server, int sockets, int size) {
    List<Seat> seats = new ArrayList<>();
    for (int place = 0; place < sockets / size * size; place++) {
      int room = place / size * size;
      seats.add(new Seat(server, "/?" + room, "none", room));
    }
    return seats;
  }
}
