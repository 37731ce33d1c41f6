package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Read marks, and what the list of rooms says of them (docs/protocol.md, "Read marks"). */
final class ReadMarkEndpointTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private final List<Person> people = SERVER.people(3);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  void aMarkMovesForwardOnly() {
    long one = alice.api().say(room, "one");
    long two = alice.api().say(room, "two");
    long three = alice.api().say(room, "three");
    assertThat(read(bob, two).json()).isEqualTo(mark(two, 1));
    assertThat(read(bob, one).json()).isEqualTo(mark(two, 1));
    assertThat(read(bob, three + 1_000).json()).isEqualTo(mark(three, 0));
    assertThat(read(alice, one).json()).isEqualTo(mark(three, 0));
  }

  @Test
  void aMarkInAnEmptyRoomStaysWhereItIs() {
    assertThat(read(bob, Long.MAX_VALUE >> 11).json()).isEqualTo(mark(0, 0));
    alice.api().say(room, "one");
    assertThat(read(bob, 0).json()).isEqualTo(mark(0, 1));
  }

  @Test
  void deletedAndOwnMessagesAreNotUnread() {
    long one = alice.api().say(room, "one");
    alice.api().say(room, "two");
    alice.api().delete(Api.messages(room) + one + "/");
    assertThat(read(bob, 0).json()).isEqualTo(mark(0, 1));
    long own = bob.api().say(room, "three");
    assertThat(read(bob, 0).json()).isEqualTo(mark(own, 0));
  }

  @Test
  void wrongBodiesAreRefusedAndOutsidersFindNothing() {
    assertThat(put(bob, new JsonObject()).json()).isEqualTo(fault("This field is required."));
    assertThat(put(bob, new JsonObject().putNull("message")).status()).isEqualTo(400);
    assertThat(put(bob, new JsonObject().put("message", "x")).json())
        .isEqualTo(fault("A valid integer is required."));
    for (JsonObject body : List.of(new JsonObject(), new JsonObject().put("message", 1))) {
      Reply outside = put(people.get(2), body);
      assertThat(outside.status()).isEqualTo(404);
      assertThat(outside.json()).isEqualTo(new JsonObject().put("detail", "Not found."));
    }
  }

  @Test
  void aListShowsWhatIsUnreadAndTheNewestMessageIfAsked() {
    long quiet = alice.api().newRoom("quiet", bob);
    long id = alice.api().say(room, "one");
    JsonObject message = alice.api().get(Api.messages(room) + id + "/").json();
    String list = "/api/chat/rooms/";
    JsonArray plain = bob.api().get(list).results();
    assertThat(plain).allMatch(r -> ((JsonObject) r).fieldNames().equals(fields()));
    assertThat(ids(plain)).containsExactly(quiet, room);
    JsonArray full = bob.api().get(list + "?expand=unread,last_message").results();
    JsonObject last = full.getJsonObject(1);
    assertThat(last)
        .isEqualTo(
            plain
                .getJsonObject(1)
                .copy()
                .put("unread", 1)
                .put("read", 0)
                .put("last_message", message));
    assertThat(full.getJsonObject(0).getValue("last_message")).isNull();
    assertThat(full.getJsonObject(0).containsKey("last_message")).isTrue();
    assertThat(bob.api().get(list + "?expand=unread").results().getJsonObject(1).fieldNames())
        .contains("unread", "read")
        .doesNotContain("last_message");
    assertThat(ids(bob.api().get(list + "?ordering=-activity").results()))
        .containsExactly(room, quiet);
    assertThat(bob.api().get(list + "?ordering=other&expand=nothing").results()).isEqualTo(plain);
  }

  private Reply read(Person person, long message) {
    return put(person, new JsonObject().put("message", message));
  }

  private Reply put(Person person, JsonObject body) {
    return person.api().put("/api/chat/rooms/%d/read/".formatted(room), body);
  }

  private static JsonObject mark(long message, int unread) {
    return new JsonObject().put("message", message).put("unread", unread);
  }

  private static JsonObject fault(String text) {
    return new JsonObject().put("message", new JsonArray().add(text));
  }

  private static java.util.Set<String> fields() {
    return java.util.Set.of("id", "name", "participants");
  }

  private static List<Long> ids(JsonArray rooms) {
    return rooms.stream().map(r -> ((JsonObject) r).getLong("id")).toList();
  }
}
