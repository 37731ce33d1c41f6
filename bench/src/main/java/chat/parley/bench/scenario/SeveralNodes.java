package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.process.Broker;
import chat.parley.bench.process.Nodes;
import chat.parley.bench.process.SharedPostgres;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Live delivery by one node, by two and by three on one database: what it costs that they must tell each
 * other.
 */
final class SeveralNodes implements Scenario {
  private static final double MOST_TIMES_ONE = 1.3;
  private static final List<Integer> ROOM_SIZES = List.of(10, 100);

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Section section =
        new Section(
            name(),
            "Live delivery to %,d sockets by several nodes on one PostgreSQL"
                .formatted(stage.plan().sockets()),
            new Column("most deliveries/s", 0),
            new Column("servers µs", 2),
            new Column("p50 ms", 2),
            new Column("p99 ms", 2),
            new Column("servers µs", 2),
            new Column("times one node", 2),
            new Column("PostgreSQL µs", 2),
            new Column("broker µs", 2),
            new Column("copies/message", 2),
            new Column("bus bytes/message", 0));
    Optional<Broker> broker = Broker.start(stage.children());
    if (broker.isEmpty()) {
      return section.add(Line.missing("Parley", "there is no nats-server here"));
    }
    People people = stage.people();
    Path data = stage.dataAtRest();
    Path own = stage.freshData("nodes");
    try (Broker bus = broker.get();
        SharedPostgres postgres = SharedPostgres.start(stage.children(), data, own);
        Nodes one = start(stage, 1, postgres, Optional.empty(), own);
        Nodes two = start(stage, 2, postgres, broker, own);
        Nodes three = start(stage, 3, postgres, broker, own)) {
      for (int roomSize : ROOM_SIZES) {
        stage.progress().say("cluster: rooms of %d".formatted(roomSize));
        play(
            stage,
            section,
            roomSize,
            List.of(
                new NodesDelivery(stage, people, one, bus, Seats.Spread.EVERYWHERE, roomSize),
                new NodesDelivery(stage, people, two, bus, Seats.Spread.EVERYWHERE, roomSize),
                new NodesDelivery(stage, people, three, bus, Seats.Spread.EVERYWHERE, roomSize),
                new NodesDelivery(stage, people, three, bus, Seats.Spread.TOGETHER, roomSize)));
      }
    }
    return section
        .note(
            "From p50 on: all at one rate, half of what the slowest can do; at the limit each flushes as much"
                + " at once as has piled up, and what has cannot be compared.")
        .note(
            "Servers µs are of all nodes together for one delivery, without Java's compiler, which each of"
                + " these young processes still runs; copies and bytes are the"
                + " broker's own count of what came in and went out for one message.")
        .note(
            "Nodes share two cores with PostgreSQL, the broker and the load: no rate can grow here.");
  }

  private static Nodes start(
      Stage stage, int count, SharedPostgres postgres, Optional<Broker> broker, Path own)
      throws IOException {
    Path data = own.resolve("of" + count);
    return Nodes.start(stage.installation(), stage.children(), count, postgres, broker, data);
  }

  /** All of them in turns; the first is one node. */
  private static void play(
      Stage stage, Section section, int roomSize, List<NodesDelivery> deliveries)
      throws IOException {
    deliveries.forEach(NodesDelivery::warmUp);
    for (int round = 0; round < stage.plan().rounds(); round++) {
      for (NodesDelivery delivery : deliveries) {
        delivery.most();
      }
    }
    double rate = deliveries.stream().mapToDouble(NodesDelivery::perSecond).min().orElseThrow() / 2;
    stage.progress().say("cluster: all at %,.0f deliveries/s".formatted(rate));
    for (int round = 0; round < stage.plan().rounds(); round++) {
      for (NodesDelivery delivery : deliveries) {
        delivery.paced(rate);
      }
    }
    NodesDelivery one = deliveries.getFirst();
    deliveries.forEach(delivery -> section.add(delivery.line(one)));
    section.add(target(2, roomSize, deliveries.get(1).times(one)));
    section.add(target(3, roomSize, deliveries.get(2).times(one)));
  }

  private static Target target(int nodes, int roomSize, double times) {
    return Target.atMost(
        "%d nodes, rooms of %d, CPU of a delivery in times of one node's"
            .formatted(nodes, roomSize),
        times,
        MOST_TIMES_ONE);
  }
}
