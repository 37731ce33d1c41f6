package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever changes a room by request arrives on sockets, on every event loop. */
final class RestReachesSocketsTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final Api api = people.getFirst().api();

  @Test
  void sendsEditsAndDeletesByRequestArriveOnEverySocket() {
    List<RawSocket> sockets =
        Stream.generate(() -> SOCKETS.logIn(people.getLast())).limit(12).toList();
    long room = api.newRoom("room", people.getLast());
    long id = api.say(room, "one");
    String path = Api.messages(room) + id + "/";
    JsonObject one = api.get(path).json();
    JsonObject two = api.put(path, new JsonObject().put("content", "two")).json();
    JsonObject three =
        api.send(api.request(path).method("PATCH", BodyPublishers.ofString("{\"content\":\"3\"}")))
            .json();
    assertThat(api.delete(path).status()).isEqualTo(204);
    JsonObject gone = new JsonObject().put("id", id).put("chat_room", room);
    for (RawSocket socket : sockets) {
      assertThat(socket.next("room.joined").getLong("room")).isEqualTo(room);
      if (socket.frames().stream().noneMatch(f -> f.getString("type").equals("changes"))) {
        assertThat(socket.next("message.created")).isEqualTo(frame("created", room, 1, one));
        assertThat(socket.next("message.edited")).isEqualTo(frame("edited", room, 2, two));
        assertThat(socket.next("message.edited")).isEqualTo(frame("edited", room, 3, three));
        assertThat(socket.next("message.deleted")).isEqualTo(frame("deleted", room, 4, gone));
      }
    }
  }

  @Test
  void aChangeThatChangesNothingIsNotTold() {
    long room = api.newRoom("room", people.getLast());
    long id = api.say(room, "one");
    String path = Api.messages(room) + id + "/";
    RawSocket socket = SOCKETS.logIn(people.getLast());
    api.send(api.request(path).method("PATCH", BodyPublishers.ofString("{}")));
    people.getLast().api().delete(path);
    api.delete(path);
    api.delete(path);
    assertThat(socket.next("message.deleted").getLong("seq")).isEqualTo(2);
    socket.settle();
    assertThat(socket.has("message.edited") || socket.has("message.deleted")).isFalse();
  }

  private static JsonObject frame(String what, long room, long seq, JsonObject message) {
    return new JsonObject()
        .put("type", "message." + what)
        .put("room", room)
        .put("seq", seq)
        .put("message", message);
  }
}
