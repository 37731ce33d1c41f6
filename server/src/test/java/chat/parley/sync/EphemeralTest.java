package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.limits.Times;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has no number: typing, read marks, presence (docs/protocol.md, "Server to client"). */
final class EphemeralTest {
  private static final Times HURRIED =
      new Times(
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMillis(600),
          Duration.ofMillis(400),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Times.Nodes.PROTOCOL);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults().with(HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(3);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final Person outsider = people.get(2);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  void typingIsPassedOnOnceInAWhileAndNotToTheTypist() {
    RawSocket typist = SOCKETS.logIn(alice);
    RawSocket laptop = SOCKETS.logIn(alice);
    RawSocket other = SOCKETS.logIn(bob);
    RawSocket outside = SOCKETS.logIn(outsider);
    for (int i = 0; i < 20; i++) {
      typist.say("typing", "room", room);
    }
    assertThat(other.next("typing")).isEqualTo(frame("typing").put("user", alice.id()));
    typist.settle();
    other.settle();
    assertThat(other.has("typing")).isFalse();
    Await.until(
        "typing again",
        () -> {
          typist.say("typing", "room", room);
          return other.has("typing");
        });
    laptop.settle();
    outside.settle();
    assertThat(typist.has("typing") || laptop.has("typing") || outside.has("typing")).isFalse();
    RawSocket late = SOCKETS.open();
    late.logIn(bob.access(), "rooms", new JsonObject().put(Long.toString(room), 0));
    assertThat(late.has("changes") || late.has("typing")).isFalse();
  }

  @Test
  void aReadMarkMovesForwardOnlyAndTheRoomIsTold() {
    long first = alice.api().say(room, "one");
    long second = alice.api().say(room, "two");
    RawSocket reader = SOCKETS.logIn(bob);
    RawSocket other = SOCKETS.logIn(alice);
    RawSocket outside = SOCKETS.logIn(outsider);
    reader.say("read", "room", room, "message", second);
    JsonObject told = frame("read").put("user", bob.id()).put("message", second);
    assertThat(other.next("read")).isEqualTo(told);
    assertThat(reader.next("read")).isEqualTo(told);
    reader.say("read", "room", room, "message", first);
    reader.say("read", "room", room, "message", second);
    reader.say("read", "room", room);
    assertThat(reader.next("error").getInteger("status")).isEqualTo(400);
    long third = alice.api().say(room, "three");
    reader.say("read", "room", room, "message", third + 1_000);
    assertThat(other.next("read").getLong("message")).isEqualTo(third);
    outside.settle();
    assertThat(other.has("read") || outside.has("read")).isFalse();
  }

  @Test
  void unreadIsCountedUpTo100() {
    RawSocket writer = SOCKETS.logIn(alice);
    for (int i = 0; i < 105; i++) {
      writer.say("send", "room", room, "content", "message", "key", "k" + i);
    }
    writer.next("ack", ack -> ack.getString("key").equals("k104"));
    JsonObject state =
        SOCKETS.logIn(bob).next("ready").getJsonObject("rooms").getJsonObject("" + room);
    assertThat(state.getInteger("unread")).isEqualTo(100);
    assertThat(state.getLong("read")).isZero();
  }

  @Test
  void watchedUsersAreToldAtOnceAndThenInBatches() {
    RawSocket watcher = SOCKETS.logIn(alice);
    RawSocket present = SOCKETS.logIn(bob);
    watcher.say("presence", "users", List.of(bob.id(), outsider.id()));
    assertThat(watcher.next("presence")).isEqualTo(presence(bob, true));
    assertThat(watcher.next("presence")).isEqualTo(presence(outsider, false));
    present.close();
    assertThat(watcher.next("presence")).isEqualTo(presence(bob, false));
    RawSocket back = SOCKETS.logIn(bob);
    assertThat(watcher.next("presence")).isEqualTo(presence(bob, true));
    watcher.say("presence", "users", List.of(outsider.id()));
    assertThat(watcher.next("presence")).isEqualTo(presence(outsider, false));
    back.close();
    SOCKETS.logIn(outsider);
    assertThat(watcher.next("presence")).isEqualTo(presence(outsider, true));
    assertThat(watcher.has("presence")).isFalse();
  }

  @Test
  void oneOfTwoSocketsLessIsStillOnline() {
    RawSocket watcher = SOCKETS.logIn(alice);
    RawSocket phone = SOCKETS.logIn(bob);
    RawSocket laptop = SOCKETS.logIn(bob);
    watcher.say("presence", "users", List.of(bob.id()));
    assertThat(watcher.next("presence")).isEqualTo(presence(bob, true));
    phone.close();
    laptop.close();
    assertThat(watcher.next("presence")).isEqualTo(presence(bob, false));
    assertThat(watcher.has("presence")).isFalse();
  }

  @Test
  void atMost200UsersAreWatched() {
    RawSocket watcher = SOCKETS.logIn(alice);
    List<Long> many = LongStream.rangeClosed(900_000, 900_200).boxed().toList();
    watcher.say("presence", "users", many);
    assertThat(watcher.next("error").getJsonObject("body").fieldNames()).containsExactly("users");
    watcher.say("presence", "users", many.subList(0, 200));
    Await.until(
        "200 answers",
        () ->
            watcher.frames().stream()
                    .filter(frame -> frame.getString("type").equals("presence"))
                    .count()
                == 200);
  }

  private JsonObject frame(String type) {
    return new JsonObject().put("type", type).put("room", room);
  }

  private static JsonObject presence(Person person, boolean online) {
    return new JsonObject().put("type", "presence").put("user", person.id()).put("online", online);
  }
}
