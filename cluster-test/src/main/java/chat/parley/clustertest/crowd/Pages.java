package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Node;
import chat.parley.clustertest.stage.Pauses;
import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What each node answers whoever reads the history of a room, while nobody writes. */
final class Pages {
  private static final int ROOMS_OF_NODE = 5;
  private static final int MOST = 100;
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final List<Node> nodes;
  private final List<Chatter> chatters;
  private final Random random;

  Pages(List<Node> nodes, List<Chatter> chatters, Random random) {
    this.nodes = nodes;
    this.chatters = chatters;
    this.random = random;
  }

  /** Where a node's newest page of some room is not what the database holds, or does not come in time. */
  List<String> violations(Truth truth, long deadline) {
    List<String> violations = new ArrayList<>();
    for (Node node : nodes) {
      for (int i = 0; i < ROOMS_OF_NODE; i++) {
        Chatter chatter = chatters.get(random.nextInt(chatters.size()));
        long room = chatter.rooms().get(random.nextInt(chatter.rooms().size()));
        Optional<Reply> page = ask(node, chatter.person(), room, deadline);
        if (page.isEmpty()) {
          violations.add("%s does not answer".formatted(node));
          break;
        }
        Map<Long, String> is = newest(truth.visible(room));
        if (!contents(page.get()).equals(is)) {
          violations.add("%s shows of room %d: %s".formatted(node, room, page.get().body()));
        }
      }
    }
    return violations;
  }

  private static Optional<Reply> ask(Node node, Api.Person person, long room, long deadline) {
    Api api = new Api(URI.create("http://127.0.0.1:" + node.port())).as(person.access());
    String address = Api.messages(room) + "?page_size=" + MOST;
    do {
      try {
        Reply reply = api.send(api.request(address).timeout(Asking.ATTEMPT).GET());
        if (reply.status() == 200) {
          return Optional.of(reply);
        }
      } catch (UncheckedIOException e) {
        // Not yet.
      }
      Pauses.take(AGAIN);
    } while (System.nanoTime() - deadline < 0);
    return Optional.empty();
  }

  private static Map<Long, String> contents(Reply page) {
    Map<Long, String> contents = new TreeMap<>();
    for (Object each : page.results()) {
      JsonObject message = (JsonObject) each;
      contents.put(message.getLong("id"), message.getString("content"));
    }
    return contents;
  }

  private static Map<Long, String> newest(Map<Long, String> all) {
    Map<Long, String> newest = new TreeMap<>();
    all.entrySet().stream()
        .skip(Math.max(0, all.size() - MOST))
        .forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
    return newest;
  }
}
