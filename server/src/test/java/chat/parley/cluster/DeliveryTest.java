package chat.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestNats;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens on one node reaches the clients of the other, as if there were one. */
@EnabledIf(value = "chat.parley.fixture.TestNats#isThere", disabledReason = TestNats.ADVICE)
final class DeliveryTest {
  @RegisterExtension static final TwoNodes NODES = TwoNodes.withoutChecks();

  private final List<Person> people = NODES.one.people(3);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final Person outsider = people.get(2);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  void whatIsSentEditedAndDeletedOnOneNodeComesLiveToTheOther() {
    RawSocket reader = NODES.socket(NODES.other, bob);
    long id = alice.api().say(room, "hello");
    assertThat(reader.next("message.created").getJsonObject("message").getString("content"))
        .isEqualTo("hello");
    JsonObject edit = new JsonObject().put("content", "hello!");
    alice.api().put(Api.messages(room) + id + "/", edit);
    assertThat(reader.next("message.edited").getLong("seq")).isEqualTo(2);
    alice.api().delete(Api.messages(room) + id + "/");
    assertThat(reader.next("message.deleted").getLong("seq")).isEqualTo(3);
    assertThat(reader.has("changes")).isFalse();
  }

  @Test
  void writersOnBothNodesAreSeenByEverybodyInOneOrder() {
    WatchedClient here = NODES.client(NODES.one, alice);
    WatchedClient there = NODES.client(NODES.other, bob);
    List<Future<?>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(here.send(room, "here " + i, "h" + i));
      answers.add(there.send(room, "there " + i, "t" + i));
    }
    Await.result(Future.all(answers));
    for (WatchedClient client : List.of(here, there)) {
      assertThat(client.difference(alice.api(), room)).isEmpty();
      assertThat(client.violations()).isEmpty();
      assertThat(client.messages(room)).hasSize(600);
    }
  }

  @Test
  void theKeyComesToTheSendersOtherConnectionsOnly() {
    RawSocket phone = NODES.socket(NODES.one, alice);
    RawSocket laptop = NODES.socket(NODES.other, alice);
    RawSocket reader = NODES.socket(NODES.other, bob);
    phone.say("send", "room", room, "content", "hi", "key", "k1");
    assertThat(laptop.next("message.created").getString("key")).isEqualTo("k1");
    assertThat(reader.next("message.created").containsKey("key")).isFalse();
  }

  @Test
  void aNewRoomIsThereOnTheOtherNodeWithAllThatFollows() {
    WatchedClient reader = NODES.client(NODES.other, bob);
    long fresh = alice.api().newRoom("fresh", bob);
    for (int i = 0; i < 20; i++) {
      alice.api().say(fresh, "message " + i);
    }
    Await.until("the new room", () -> reader.room(fresh).seq() == 20);
    assertThat(reader.messages(fresh)).hasSize(20);
    assertThat(reader.others()).anyMatch(frame -> frame.getString("type").equals("room.joined"));
  }

  @Test
  void typingAndReadMarksCrossToTheRoomAndNoFurther() {
    long message = alice.api().say(room, "read me");
    RawSocket typist = NODES.socket(NODES.one, alice);
    RawSocket reader = NODES.socket(NODES.other, bob);
    RawSocket outside = NODES.socket(NODES.other, outsider);
    typist.say("typing", "room", room);
    assertThat(reader.next("typing").getLong("user")).isEqualTo(alice.id());
    reader.say("read", "room", room, "message", message);
    assertThat(typist.next("read").getLong("message")).isEqualTo(message);
    assertThat(typist.frames()).noneMatch(frame -> frame.getString("type").equals("typing"));
    typist.settle();
    outside.settle();
    assertThat(outside.has("typing") || outside.has("read") || typist.has("read")).isFalse();
  }

  @Test
  void whoComesBackToTheOtherNodeMissesNothing() {
    WatchedClient traveller = NODES.client(NODES.one, bob);
    long first = alice.api().say(room, "while you are here");
    Await.until("the first message", () -> traveller.messages(room).containsKey(first));
    Await.result(traveller.disconnect());
    long second = alice.api().say(room, "while you are away");
    WatchedClient back = traveller.movedTo(NODES.other.port());
    Await.result(back.connect());
    long third = alice.api().say(room, "when you are back");
    Await.until("the third message", () -> back.messages(room).containsKey(third));
    assertThat(back.messages(room).keySet())
        .isEqualTo(Map.of(first, 1, second, 1, third, 1).keySet());
    assertThat(back.violations()).isEmpty();
  }
}
