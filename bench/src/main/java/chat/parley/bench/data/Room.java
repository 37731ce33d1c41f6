package chat.parley.bench.data;

import java.util.List;

/** A room and the ids of the users in it. */
public record Room(long id, List<Long> members) {
  public String messages() {
    return "/api/chat/rooms/" + id + "/messages/";
  }
}
