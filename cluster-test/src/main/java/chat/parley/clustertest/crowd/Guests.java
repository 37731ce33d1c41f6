package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Node;
import chat.parley.clustertest.stage.Pauses;
import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import io.vertx.core.http.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One at each node, without a balancer between: watched by all who are steady, and who does not come
 * back by itself when the socket ends.
 */
final class Guests {
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Somebody at one node. */
  private static final class Guest {
    final Node node;
    final Api.Person person;
    final Device device;
    volatile boolean connected;
    volatile long leftAt;

    Guest(Node node, Api.Person person, Device device) {
      this.node = node;
      this.person = person;
      this.device = device;
    }

    void connect() {
      Await.result(device.connect());
      connected = true;
      device
          .closed()
          .onComplete(code -> {
            leftAt = System.nanoTime();
            connected = false;
          });
    }
  }

  private final List<Guest> guests = new ArrayList<>();

  /** Makes an account at each node, and connects it. */
  Guests(List<Node> nodes, People people, WebSocketClient sockets, Ledger ledger) {
    for (Node node : nodes) {
      Api.Person person = people.at(node.port());
      Guest guest = new Guest(node, person, new Device(sockets, node.port(), person, ledger));
      guest.connect();
      guests.add(guest);
    }
  }

  List<Long> ids() {
    return guests.stream().map(guest -> guest.person.id()).toList();
  }

  /**
   * Who does not know in time who is there. Those who went come back afterwards.
   *
   * @param over when all was well again, in {@link System#nanoTime}
   * @param patience until everybody must know
   */
  List<String> violations(List<Chatter> watchers, long over, Duration patience) {
    List<String> violations = new ArrayList<>();
    for (Guest guest : guests) {
      boolean there = guest.connected;
      long deadline = (there ? over : guest.leftAt) + patience.toNanos();
      for (Chatter watcher : watchers) {
        if (!sees(watcher, guest, there, deadline)) {
          violations.add(
              "%s does not see that the guest of %s is %s"
                  .formatted(watcher.person().username(), guest.node, there ? "there" : "gone"));
        }
      }
    }
    guests.stream().filter(guest -> !guest.connected).forEach(Guest::connect);
    return violations;
  }

  private static boolean sees(Chatter watcher, Guest guest, boolean there, long deadline) {
    while (watcher.device().isOnline(guest.person.id()) != there) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Pauses.take(LOOK);
    }
    return true;
  }
}
