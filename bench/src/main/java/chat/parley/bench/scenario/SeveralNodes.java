package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.process.Broker;
import chat.parley.bench.process.Nodes;
import chat.parley.bench.process.SharedPostgres;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import chat.parley.bench.scenario.NodesDelivery.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
            new Column("times one node, same load each", 2),
            new Column("times one node, same rate", 2),
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
        List<NodesDelivery> alone = new ArrayList<>();
        for (int part = 1; part <= three.count(); part++) {
          Layout layout = new Layout(one, Seats.Spread.EVERYWHERE, part);
          alone.add(new NodesDelivery(stage, people, bus, layout, roomSize));
        }
        List<NodesDelivery> several = new ArrayList<>();
        for (Layout layout :
            List.of(
                new Layout(two, Seats.Spread.EVERYWHERE, 1),
                new Layout(three, Seats.Spread.EVERYWHERE, 1),
                new Layout(three, Seats.Spread.TOGETHER, 1))) {
          several.add(new NodesDelivery(stage, people, bus, layout, roomSize));
        }
        play(stage, section, alone, several);
      }
    }
    return section
        .note(
            "From p50 on: all at one rate, half of what the slowest can do; at the limit each flushes as much"
                + " at once as has piled up, and what has cannot be compared.")
        .note(
            "Same load each: one node at the part of the rate that each of several has. What comes together is"
                + " written together, so a node with less to do takes more CPU for each delivery, in a"
                + " cluster or alone.")
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

  /**
   * All of them in turns.
   *
   * @param alone one node at the whole rate, then at parts of it
   */
  private static void play(
      Stage stage, Section section, List<NodesDelivery> alone, List<NodesDelivery> several)
      throws IOException {
    NodesDelivery one = alone.getFirst();
    List<NodesDelivery> loaded = Stream.concat(Stream.of(one), several.stream()).toList();
    loaded.forEach(NodesDelivery::warmUp);
    for (int round = 0; round < stage.plan().rounds(); round++) {
      loaded.forEach(NodesDelivery::most);
    }
    double rate = loaded.stream().mapToDouble(NodesDelivery::perSecond).min().orElseThrow() / 2;
    stage.progress().say("cluster: all at %,.0f deliveries/s".formatted(rate));
    List<NodesDelivery> all = Stream.concat(alone.stream(), several.stream()).toList();
    for (int round = 0; round < stage.plan().rounds(); round++) {
      for (NodesDelivery delivery : all) {
        delivery.paced(rate);
      }
    }
    alone.forEach(delivery -> section.add(delivery.line(one, delivery)));
    for (NodesDelivery delivery : several) {
      NodesDelivery equal = alone.get(delivery.nodes() - 1);
      section.add(delivery.line(one, equal));
      if (delivery.isSpread()) {
        section.add(
            Target.atMost(
                delivery.name() + ", CPU of a delivery in times of one node's with the same load",
                delivery.times(equal),
                MOST_TIMES_ONE));
      }
    }
  }
}
