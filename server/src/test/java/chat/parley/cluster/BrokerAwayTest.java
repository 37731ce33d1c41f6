package chat.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestNats;
import chat.parley.fixture.WatchedClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that is not there yet, goes and comes: everything is delivered all the same. */
@EnabledIf(value = "chat.parley.fixture.TestNats#isThere", disabledReason = TestNats.ADVICE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BrokerAwayTest {
  @RegisterExtension static final TwoNodes NODES = TwoNodes.withoutBroker();

  private final List<Person> people = NODES.one.people(2);
  private final Person alice = people.get(0);
  private final Person bob = people.get(1);
  private final long room = alice.api().newRoom("room", bob);

  @Test
  @Order(1)
  void nodesStartWithoutItServeWithoutItAndAreJoinedWhenItComes() {
    Reply ready = NODES.one.api().get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getString("status")).isEqualTo("degraded");
    assertThat(ready.json().getJsonObject("parts").getString("broker")).startsWith("down: ");
    WatchedClient here = NODES.client(NODES.one, alice);
    WatchedClient there = NODES.client(NODES.other, bob);
    exchange("before", here, there);
    long fresh = alice.api().newRoom("made without it", bob);
    alice.api().say(fresh, "hello");
    Await.until("a new room", () -> there.messages(fresh).size() == 1);

    NODES.nats.start();
    NODES.awaitWhole();
    exchange("with it", here, there);

    NODES.nats.kill();
    Await.until("it is missed", () -> TwoNodes.status(NODES.one).equals("degraded"));
    exchange("after", here, there);

    NODES.nats.start();
    NODES.awaitWhole();
    exchange("with it again", here, there);
    assertThat(here.violations()).isEmpty();
    assertThat(there.violations()).isEmpty();
  }

  @Test
  @Order(2)
  void aBrokerThatHangsHoldsUpNobodyHere() {
    WatchedClient here = NODES.client(NODES.one, alice);
    NODES.oneToNats.stall();
    long since = System.nanoTime();
    int sent = 0;
    while (System.nanoTime() - since < Duration.ofSeconds(2).toNanos()) {
      alice.api().say(room, "x".repeat(9_000));
      sent++;
    }
    int all = sent;
    Await.until("all of them", () -> here.messages(room).size() >= all);
    assertThat(System.nanoTime() - since).isLessThan(Duration.ofSeconds(5).toNanos());
    Await.until("it is missed", () -> TwoNodes.status(NODES.one).equals("degraded"));
    NODES.oneToNats.heal();
    NODES.awaitWhole();
  }

  @Test
  @Order(3)
  void whatHappenedOnANodeThatWasCutOffIsFoundByTheOthersAsSoonAsItIsBack() {
    WatchedClient there = NODES.client(NODES.other, bob);
    NODES.oneToNats.sever();
    Await.until("it is missed", () -> TwoNodes.status(NODES.one).equals("degraded"));
    long id = alice.api().say(room, "to nobody else");
    NODES.oneToNats.heal();
    Await.until("the message", () -> there.messages(room).containsKey(id));
    assertThat(there.violations()).isEmpty();
  }

  private void exchange(String when, WatchedClient here, WatchedClient there) {
    long one = alice.api().say(room, "from here " + when);
    long other = NODES.atOther(bob).say(room, "from there " + when);
    for (WatchedClient client : List.of(here, there)) {
      Await.until(
          "both messages " + when,
          () -> client.messages(room).keySet().containsAll(List.of(one, other)));
    }
  }
}
