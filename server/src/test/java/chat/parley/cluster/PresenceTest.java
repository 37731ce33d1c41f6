package chat.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestNats;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is there, on whichever node. */
@EnabledIf(value = "chat.parley.fixture.TestNats#isThere", disabledReason = TestNats.ADVICE)
final class PresenceTest {
  @RegisterExtension static final TwoNodes NODES = TwoNodes.withoutChecks();

  private final List<Person> people = NODES.one.people(2);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);

  @Test
  void whoIsThereOnAnotherNodeIsToldAtOnceAndOnlyThat() {
    RawSocket there = NODES.socket(NODES.other, bob);
    RawSocket watcher = watching(NODES.one);
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
    there.close();
    assertThat(watcher.next("presence")).isEqualTo(presence(false));
    NODES.socket(NODES.other, bob);
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
    assertThat(watcher.has("presence")).isFalse();
  }

  @Test
  void whoIsNowhereIsToldToBeAway() {
    RawSocket watcher = watching(NODES.one);
    assertThat(watcher.next("presence")).isEqualTo(presence(false));
  }

  @Test
  void aUserOnTwoNodesIsThereUntilBothSocketsAreClosed() {
    RawSocket phone = NODES.socket(NODES.one, bob);
    RawSocket laptop = NODES.socket(NODES.other, bob);
    RawSocket watcher = watching(NODES.one);
    RawSocket farWatcher = watching(NODES.other);
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
    assertThat(farWatcher.next("presence")).isEqualTo(presence(true));
    phone.close();
    phone = NODES.socket(NODES.one, bob);
    laptop.close();
    laptop = NODES.socket(NODES.other, bob);
    phone.close();
    laptop.close();
    assertThat(watcher.next("presence")).isEqualTo(presence(false));
    assertThat(farWatcher.next("presence")).isEqualTo(presence(false));
    assertThat(watcher.has("presence") || farWatcher.has("presence")).isFalse();
  }

  @Test
  void aNodeThatIsNotHeardOfTakesItsUsersWithItAndBringsThemBack() {
    NODES.socket(NODES.other, bob);
    RawSocket watcher = watching(NODES.one);
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
    NODES.otherToNats.stall();
    assertThat(watcher.next("presence")).isEqualTo(presence(false));
    NODES.otherToNats.heal();
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
  }

  @Test
  void whoCannotHearTheOthersBelievesWhatItKnew() {
    RawSocket there = NODES.socket(NODES.other, bob);
    RawSocket watcher = watching(NODES.one);
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
    NODES.oneToNats.sever();
    Await.until("it is cut off", () -> TwoNodes.status(NODES.one).equals("degraded"));
    there.close();
    NODES.oneToNats.heal();
    assertThat(watcher.next("presence")).isEqualTo(presence(false));
    assertThat(watcher.has("presence")).isFalse();
  }

  @Test
  void aNodeThatStopsInOrderLetsNobodyFlicker() throws Exception {
    TestServer third = NODES.third();
    third.start();
    Await.until("it is whole", () -> TwoNodes.status(third).equals("ok"));
    RawSocket socket = NODES.socket(third, bob);
    RawSocket watcher = watching(NODES.one);
    assertThat(watcher.next("presence")).isEqualTo(presence(true));
    third.close();
    assertThat(socket.closeCode()).isEqualTo(1012);
    NODES.socket(NODES.other, bob);
    RawSocket second = watching(NODES.one);
    assertThat(second.next("presence")).isEqualTo(presence(true));
    assertThat(watcher.has("presence")).isFalse();
  }

  /** Alice, who watches Bob. */
  private RawSocket watching(TestServer node) {
    RawSocket watcher = NODES.socket(node, alice);
    watcher.say("presence", "users", List.of(bob.id()));
    return watcher;
  }

  private JsonObject presence(boolean online) {
    return new JsonObject().put("type", "presence").put("user", bob.id()).put("online", online);
  }
}
