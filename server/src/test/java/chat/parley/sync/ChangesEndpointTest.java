package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The changes of a room as a resource (docs/protocol.md, "Plain HTTP"). */
final class ChangesEndpointTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final Api api = people.getFirst().api();
  private final long room = api.newRoom("room");

  @Test
  void changesAreStateInTheOrderOfTheirNumbers() {
    long one = api.say(room, "one");
    long two = api.say(room, "two");
    api.put(Api.messages(room) + one + "/", new JsonObject().put("content", "ONE"));
    api.delete(Api.messages(room) + two + "/");
    JsonObject edited = api.get(Api.messages(room) + one + "/").json().put("seq", 3);
    JsonObject deleted =
        new JsonObject().put("id", two).put("chat_room", room).put("deleted", true).put("seq", 4);
    assertThat(changes("").json())
        .isEqualTo(page(0, 4, false, new JsonArray().add(edited).add(deleted)));
    assertThat(changes("?since=3").json())
        .isEqualTo(page(3, 4, false, new JsonArray().add(deleted)));
    assertThat(changes("?since=4").json()).isEqualTo(page(4, 4, false, new JsonArray()));
    assertThat(changes("?since=1&limit=1").json())
        .isEqualTo(page(1, 3, true, new JsonArray().add(edited)));
    assertThat(changes("?limit=2").json().getBoolean("more")).isFalse();
  }

  @Test
  void aHistoryNamesTheNumberItShows() {
    api.say(room, "one");
    api.say(room, "two");
    assertThat(api.get(Api.messages(room)).header("Room-Seq")).contains("2");
    assertThat(changes("?since=2").json().getJsonArray("messages")).isEmpty();
  }

  @Test
  void aNumberAheadOfTheRoomIsAConflict() {
    for (String since : List.of("1", "99999999999999999999")) {
      Reply reply = changes("?since=" + since);
      assertThat(reply.status()).isEqualTo(409);
      assertThat(reply.json().fieldNames()).containsExactly("detail");
    }
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (String since : List.of("x", "-1", "1.5", "")) {
      Reply reply = changes("?since=" + since);
      assertThat(reply.status()).as(since).isEqualTo(400);
      assertThat(reply.json().fieldNames()).containsExactly("since");
    }
  }

  @Test
  void outsidersFindNothing() {
    for (String query : List.of("", "?since=x", "?since=9")) {
      Reply reply =
          people.getLast().api().get("/api/chat/rooms/%d/changes/%s".formatted(room, query));
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.json()).isEqualTo(new JsonObject().put("detail", "Not found."));
    }
  }

  private Reply changes(String query) {
    return api.get("/api/chat/rooms/%d/changes/%s".formatted(room, query));
  }

  private JsonObject page(long from, long to, boolean more, JsonArray messages) {
    RawSocket socket = SOCKETS.logIn(people.getFirst());
    String epoch = socket.next("ready").getString("epoch");
    socket.close();
    return new JsonObject()
        .put("room", room)
        .put("epoch", epoch)
        .put("from", from)
        .put("to", to)
        .put("more", more)
        .put("messages", messages);
  }
}
