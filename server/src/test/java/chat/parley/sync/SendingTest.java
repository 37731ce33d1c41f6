package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sending by socket, and how it is answered (docs/protocol.md, {@code send}). */
final class SendingTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(3);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final Person outsider = people.get(2);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  void aMessageIsAcknowledgedAndReachesEverybody() {
    RawSocket phone = SOCKETS.logIn(alice);
    RawSocket laptop = SOCKETS.logIn(alice);
    RawSocket other = SOCKETS.logIn(bob);
    phone.say("send", "room", room, "content", " hi ", "key", "k1", "unknown", 1);
    JsonObject ack = phone.next("ack");
    JsonObject message = ack.getJsonObject("message");
    assertThat(ack).isEqualTo(frame("ack").put("key", "k1").put("seq", 1).put("message", message));
    assertThat(message)
        .isEqualTo(alice.api().get(Api.messages(room) + message.getLong("id") + "/").json());
    assertThat(message.getString("content")).isEqualTo("hi");
    JsonObject created = frame("message.created").put("seq", 1).put("message", message);
    assertThat(other.next("message.created")).isEqualTo(created);
    created.put("key", "k1");
    assertThat(phone.next("message.created")).isEqualTo(created);
    assertThat(laptop.next("message.created")).isEqualTo(created);
    laptop.settle();
    assertThat(laptop.has("ack")).isFalse();
  }

  @Test
  void withoutAKeyThereIsNoneAnywhere() {
    RawSocket socket = SOCKETS.logIn(alice);
    socket.say("send", "room", room, "content", "hi");
    assertThat(socket.next("ack").fieldNames())
        .containsExactlyInAnyOrder("type", "room", "seq", "message");
    assertThat(socket.next("message.created").containsKey("key")).isFalse();
  }

  @Test
  void aRepeatedKeyGivesTheOriginalAlsoAfterAnEditAndADelete() {
    RawSocket socket = SOCKETS.logIn(alice);
    socket.say("send", "room", room, "content", "one", "key", "k");
    JsonObject message = socket.next("ack").getJsonObject("message");
    String path = Api.messages(room) + message.getLong("id") + "/";
    socket.say("send", "room", room, "content", "one", "key", "k");
    assertThat(socket.next("ack"))
        .isEqualTo(
            frame("ack")
                .put("key", "k")
                .put("seq", 1)
                .put("message", message)
                .put("repeated", true));
    alice.api().put(path, new JsonObject().put("content", "two"));
    socket.say("send", "room", room, "content", "one", "key", "k");
    JsonObject edited = socket.next("ack");
    assertThat(edited.getBoolean("repeated")).isTrue();
    assertThat(edited.getJsonObject("message")).isEqualTo(message.copy().put("content", "two"));
    assertThat(edited.getLong("seq")).isEqualTo(2);
    alice.api().delete(path);
    socket.say("send", "room", room, "content", "one", "key", "k");
    JsonObject deleted = socket.next("ack");
    assertThat(deleted.getBoolean("repeated")).isTrue();
    assertThat(deleted.getJsonObject("message").getLong("id")).isEqualTo(message.getLong("id"));
    socket.say("send", "room", room, "content", "two", "key", "k");
    JsonObject refused = socket.next("error");
    assertThat(refused.getInteger("status")).isEqualTo(422);
    assertThat(refused.getString("key")).isEqualTo("k");
    socket.next("message.created");
    socket.next("message.edited");
    socket.next("message.deleted");
    socket.settle();
    assertThat(socket.has("message.created")).isFalse();
  }

  @Test
  void whatRestRefusesIsRefusedInTheSameWords() {
    RawSocket socket = SOCKETS.logIn(alice);
    for (Object content : new Object[] {"", "  ", true, List.of(), "x".repeat(10_001), "a\0b"}) {
      socket.say("send", "room", room, "content", content, "key", "k");
      JsonObject error = socket.next("error");
      JsonObject rest =
          alice.api().post(Api.messages(room), new JsonObject().put("content", content)).json();
      assertThat(error).isEqualTo(error("k", 400, rest));
    }
    socket.say("send", "room", room, "key", "k");
    assertThat(socket.next("error"))
        .isEqualTo(error("k", 400, alice.api().post(Api.messages(room), new JsonObject()).json()));
    socket.say("send", "content", "hi", "key", "k");
    assertThat(socket.next("error").getJsonObject("body").fieldNames()).containsExactly("room");
    socket.say("send", "room", room, "content", "hi", "key", "two words");
    assertThat(socket.next("error").getJsonObject("body").fieldNames()).containsExactly("key");
    socket.say("send", "room", room, "content", "hi", "key", 5);
    assertThat(socket.next("error").getJsonObject("body").fieldNames()).containsExactly("key");
    socket.say("send", "room", room, "content", "hi", "key", "\u00e9");
    assertThat(socket.next("error").getJsonObject("body").fieldNames()).containsExactly("key");
    socket.settle();
  }

  @Test
  void outsidersFindNoRoomAndHearNothingOfIt() {
    RawSocket socket = SOCKETS.open();
    socket.logIn(outsider.access(), "rooms", new JsonObject().put(Long.toString(room), 0));
    JsonObject notFound = new JsonObject().put("detail", "Not found.");
    for (String content : new String[] {"hi", ""}) {
      socket.say("send", "room", room, "content", content, "key", "k");
      assertThat(socket.next("error")).isEqualTo(error("k", 404, notFound));
    }
    socket.say("read", "room", room, "message", 1);
    assertThat(socket.next("error").getInteger("status")).isEqualTo(404);
    socket.say("typing", "room", room);
    assertThat(socket.next("error").getInteger("status")).isEqualTo(404);
    RawSocket inside = SOCKETS.logIn(bob);
    inside.say("typing", "room", room);
    inside.say("send", "room", room, "content", "secret", "key", "k");
    inside.next("message.created");
    inside.say("read", "room", room, "message", 1);
    inside.settle();
    socket.settle();
    assertThat(socket.next("ready").getJsonObject("rooms")).isEmpty();
    socket.next("synced");
    assertThat(socket.frames()).isEmpty();
  }

  private JsonObject frame(String type) {
    return new JsonObject().put("type", type).put("room", room);
  }

  private static JsonObject error(String key, int status, JsonObject body) {
    return new JsonObject()
        .put("type", "error")
        .put("key", key)
        .put("status", status)
        .put("body", body);
  }
}
