package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming back with numbers (docs/protocol.md, {@code auth}, {@code changes}, {@code reset}). */
final class ResumeTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  void whatWasMissedComesAsStateOnceAndJoinsUp() {
    long one = alice.api().say(room, "one");
    long two = alice.api().say(room, "two");
    long three = alice.api().say(room, "three");
    alice.api().put(Api.messages(room) + one + "/", new JsonObject().put("content", "ONE"));
    alice.api().delete(Api.messages(room) + two + "/");
    RawSocket socket = resume(1, new JsonObject());
    assertThat(socket.next("changes"))
        .isEqualTo(
            new JsonObject()
                .put("type", "changes")
                .put("room", room)
                .put("from", 1)
                .put("to", 5)
                .put("more", false)
                .put(
                    "messages",
                    new JsonArray()
                        .add(message(three).put("seq", 3))
                        .add(message(one).put("seq", 4))
                        .add(
                            new JsonObject()
                                .put("id", two)
                                .put("chat_room", room)
                                .put("deleted", true)
                                .put("seq", 5))));
    socket.next("synced");
    alice.api().say(room, "four");
    assertThat(socket.next("message.created").getLong("seq")).isEqualTo(6);
    assertThat(socket.has("changes")).isFalse();
  }

  @Test
  void aLongAbsenceComesInPages() {
    RawSocket writer = SOCKETS.logIn(alice);
    for (int i = 0; i < 450; i++) {
      writer.say("send", "room", room, "content", "message " + i, "key", "k" + i);
    }
    writer.next("ack", ack -> ack.getString("key").equals("k449"));
    RawSocket socket = resume(0, new JsonObject());
    assertThat(pages(socket, 3)).containsExactly("0-200 true", "200-400 true", "400-450 false");
  }

  @Test
  void aPageIsNoLargerThan256Kilobytes() {
    RawSocket writer = SOCKETS.logIn(alice);
    for (int i = 0; i < 60; i++) {
      writer.say("send", "room", room, "content", "é".repeat(9_990), "key", "k" + i);
    }
    writer.next("ack", ack -> ack.getString("key").equals("k59"));
    List<Integer> lengths = new ArrayList<>();
    RawSocket socket = SOCKETS.open();
    socket
        .socket()
        .frameHandler(
            frame -> lengths.add(frame.textData().getBytes(StandardCharsets.UTF_8).length));
    socket.logIn(bob.access(), "rooms", rooms(0));
    assertThat(lengths).allMatch(length -> length <= 256 * 1024).anyMatch(l -> l > 200 * 1024);
    assertThat(pages(socket, 5).getLast()).endsWith("-60 false");
  }

  @Test
  void aNumberOfAnotherEpochOrAheadOfTheServerIsReset() {
    alice.api().say(room, "one");
    assertReset(1, resume(1, new JsonObject().put("epoch", "another")));
    assertReset(2, resume(3, new JsonObject()));
    assertReset(3, resume(-1, new JsonObject()));
    assertReset(4, resume(4, new JsonObject().put("rooms", rooms(0).put("" + room, "4"))));
  }

  @Test
  void aRoomThatIsNotNamedIsLiveFromReadyOn() {
    alice.api().say(room, "one");
    RawSocket socket = SOCKETS.logIn(bob);
    assertThat(socket.has("changes")).isFalse();
    JsonObject state = socket.next("ready").getJsonObject("rooms").getJsonObject("" + room);
    assertThat(state).isEqualTo(new JsonObject().put("seq", 1).put("read", 0).put("unread", 1));
    alice.api().say(room, "two");
    assertThat(socket.next("message.created").getLong("seq")).isEqualTo(2);
  }

  @Test
  void aNewRoomIsAnnouncedAndItsEventsFollow() {
    RawSocket socket = SOCKETS.logIn(bob);
    long born = alice.api().newRoom("born", bob);
    alice.api().say(born, "first");
    assertThat(socket.next("room.joined"))
        .isEqualTo(
            new JsonObject()
                .put("type", "room.joined")
                .put("room", born)
                .put("seq", 0)
                .put("room_state", bob.api().get("/api/chat/rooms/" + born + "/").json()));
    Await.until("the first message", () -> socket.has("message.created") || socket.has("changes"));
  }

  @Test
  void roomsThatAreBornDuringALoginAreThereOnce() {
    List<Future<?>> logins = new ArrayList<>();
    List<WatchedClient> clients = new ArrayList<>();
    List<Long> born = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      WatchedClient client = SOCKETS.client(bob);
      clients.add(client);
      logins.add(client.connect());
      long id = alice.api().newRoom("born " + i, bob);
      born.add(id);
      alice.api().say(id, "hello");
    }
    logins.forEach(Await::result);
    for (WatchedClient client : clients) {
      Await.until("every room", () -> born.stream().allMatch(id -> client.room(id).seq() == 1));
      assertThat(client.violations()).isEmpty();
      assertThat(client.others().getFirst().getString("type")).isEqualTo("ready");
      client.disconnect();
    }
  }

  private RawSocket resume(long seq, JsonObject more) {
    RawSocket socket = SOCKETS.open();
    socket.sayText(
        new JsonObject()
            .put("type", "auth")
            .put("token", bob.access())
            .put("rooms", rooms(seq))
            .mergeIn(more)
            .encode());
    return socket;
  }

  private void assertReset(long present, RawSocket socket) {
    assertThat(socket.next("reset"))
        .isEqualTo(new JsonObject().put("type", "reset").put("room", room).put("seq", present));
    socket.next("synced");
    alice.api().say(room, "next");
    assertThat(socket.next("message.created").getLong("seq")).isEqualTo(present + 1);
    assertThat(socket.has("changes")).isFalse();
  }

  private JsonObject rooms(long seq) {
    return new JsonObject().put(Long.toString(room), seq);
  }

  private JsonObject message(long id) {
    return bob.api().get(Api.messages(room) + id + "/").json();
  }

  private static List<String> pages(RawSocket socket, int count) {
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject page = socket.next("changes");
      pages.add(page.getLong("from") + "-" + page.getLong("to") + " " + page.getBoolean("more"));
    }
    return pages;
  }
}
