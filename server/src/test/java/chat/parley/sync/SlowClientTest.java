package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import chat.parley.limits.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that stops reading is sent away, and costs nobody else anything. */
final class SlowClientTest {
  private static final String CONTENT = "x".repeat(9_000);
  private static final int MESSAGES = 150;

  /** More than two sockets' buffers in the kernel take. */
  private static final int FILLING = 1_200;

  /** So short that a pause of the virtual machine counts for nothing. */
  private static final long USUAL_NANOS = 20_000_000;

  /** A close frame waits until the client reads again, however long that takes here. */
  private static final Times PATIENT =
      new Times(
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Times.Nodes.PROTOCOL);

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().with("PARLEY_OUTBOX_BYTES", "65536").with(PATIENT);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final long room = people.getFirst().api().newRoom("busy", people.getLast());
  private int sent;

  @Test
  void whoStopsReadingIsClosedCostsOthersNothingAndCatchesUp() {
    WatchedClient writer = connected(people.getFirst());
    WatchedClient other = connected(people.getLast());
    WatchedClient slow = connected(people.getLast());
    long before = deliver(writer, other, MESSAGES);
    slow.socket().pause();
    long during = deliver(writer, other, MESSAGES);
    fill(writer);
    slow.socket().resume();
    assertThat(Await.result(slow.closed())).isEqualTo((short) 4408);
    assertThat(during).isLessThan(Math.max(2 * before, USUAL_NANOS));
    assertThat(other.violations()).isEmpty();
    assertThat(slow.room(room).seq()).isLessThan(sent);

    Await.result(slow.connect());
    for (WatchedClient each : List.of(slow, other, writer)) {
      assertThat(each.difference(people.getFirst().api(), room)).isEmpty();
      assertThat(each.violations()).isEmpty();
    }
  }

  private WatchedClient connected(Person person) {
    WatchedClient client = SOCKETS.client(person);
    client.holdFromStart(room);
    Await.result(client.connect());
    return client;
  }

  private void fill(WatchedClient writer) {
    List<Future<JsonObject>> acks = new ArrayList<>();
    for (int i = 0; i < FILLING; i++) {
      acks.add(writer.send(room, CONTENT, "k" + ++sent));
      if (i % 5 == 4) {
        acks.forEach(Await::result);
        acks.clear();
      }
    }
  }

  /** Sends messages one by one; gives the time from sending to the other's screen, the 90th of 100. */
  private long deliver(WatchedClient writer, WatchedClient other, int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      int seq = ++sent;
      Await.result(writer.send(room, CONTENT, "k" + seq));
      Await.until("the message", () -> other.room(room).seq() >= seq);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return nanos[count * 9 / 10];
  }
}
