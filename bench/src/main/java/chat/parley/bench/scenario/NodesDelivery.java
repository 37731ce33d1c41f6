package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.load.Audience;
import chat.parley.bench.load.Audience.Seat;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.process.Broker;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.Nodes;
import chat.parley.bench.report.Cell;
import chat.parley.bench.report.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Live delivery by several nodes, with what goes through the broker meanwhile. The sockets are open during
 * its own turns only: a user's other sockets would be told as well.
 */
final class NodesDelivery {
  private static final Duration COMING_IN = Duration.ofMillis(500);

  /**
   * Who delivers to whom.
   *
   * @param part by the clock, the rate is divided by it
   */
  record Layout(Nodes nodes, Seats.Spread spread, int part) {
    String words() {
      if (nodes.count() == 1) {
        return part == 1 ? "1 node, no broker" : "1 node, 1/%d of the rate".formatted(part);
      }
      return switch (spread) {
        case EVERYWHERE -> nodes.count() + " nodes";
        case TOGETHER -> nodes.count() + " nodes, each room at one of them";
      };
    }
  }

  private final Stage stage;
  private final Broker broker;
  private final Layout layout;
  private final Nodes nodes;
  private final int roomSize;
  private final List<Seat> seats;
  private final Samples perSecond = new Samples();
  private final Samples limitMicros = new Samples();
  private final Samples p50 = new Samples();
  private final Samples p99 = new Samples();
  private final Samples serverMicros = new Samples();
  private final Samples postgresMicros = new Samples();
  private final Samples brokerMicros = new Samples();
  private final Samples copies = new Samples();
  private final Samples bytes = new Samples();

  /** Makes the rooms. */
  NodesDelivery(Stage stage, People people, Broker broker, Layout layout, int roomSize)
      throws IOException {
    this.stage = stage;
    this.broker = broker;
    this.layout = layout;
    this.nodes = layout.nodes();
    this.roomSize = roomSize;
    this.seats = Seats.at(people, nodes.uris(), layout.spread(), stage.plan().sockets(), roomSize);
  }

  int nodes() {
    return nodes.count();
  }

  /** Whether a room's members are at several nodes. */
  boolean isSpread() {
    return layout.spread() == Seats.Spread.EVERYWHERE && nodes.count() > 1;
  }

  String name() {
    return "rooms of %d, %s".formatted(roomSize, layout.words());
  }

  /** Load that is not counted: each node has as much to compile as one alone, and its share of the time. */
  void warmUp() {
    Audience audience = Audience.open(stage.loop(), seats);
    Duration longest = stage.plan().warmUp().multipliedBy(nodes.count());
    WarmUp.run(nodes, longest, slice -> audience.most(slice).perSecond());
    audience.close();
  }

  /** One round of load at the limit. */
  void most() {
    Audience audience = Audience.open(stage.loop(), seats);
    audience.most(COMING_IN);
    Cpu before = nodes.cpu();
    Outcome outcome = audience.most(stage.plan().phase());
    Cpu used = nodes.cpu().since(before);
    audience.close();
    perSecond.add(outcome.perSecond());
    limitMicros.add((double) used.running() / outcome.done());
  }

  /** Deliveries a second at the limit. */
  double perSecond() {
    return perSecond.median();
  }

  /** One round of load by the clock, at so many deliveries a second, or its part of them. */
  void paced(double rateOfAll) throws IOException {
    double rate = rateOfAll / layout.part();
    Audience audience = Audience.open(stage.loop(), seats);
    audience.paced(rate, COMING_IN);
    Cpu cpuBefore = nodes.cpu();
    Broker.Traffic before = broker.traffic();
    Outcome outcome = audience.paced(rate, stage.plan().paced());
    Cpu used = nodes.cpu().since(cpuBefore);
    Broker.Traffic traffic = broker.traffic().since(before);
    audience.close();
    p50.add(outcome.millis(50));
    p99.add(outcome.millis(99));
    serverMicros.add((double) used.running() / outcome.done());
    postgresMicros.add((double) used.postgres() / outcome.done());
    brokerMicros.add((double) used.broker() / outcome.done());
    copies.add((double) traffic.copies() * roomSize / outcome.done());
    bytes.add((double) traffic.bytes() * roomSize / outcome.done());
  }

  /** The servers' CPU time for a delivery by the clock, in times of another's. */
  double times(NodesDelivery one) {
    return serverMicros.median() / one.serverMicros.median();
  }

  /**
   * What was measured.
   *
   * @param one one node with all of the load
   * @param alone one node with as much of it as each of these has
   */
  Line line(NodesDelivery one, NodesDelivery alone) {
    return new Line(
        name(),
        List.of(
            Cell.of(perSecond.median()),
            Cell.of(limitMicros.median()),
            Cell.of(p50.median()),
            Cell.of(p99.median()),
            Cell.of(serverMicros.median()),
            new Cell.Ratio(times(alone)),
            new Cell.Ratio(times(one)),
            Cell.of(postgresMicros.median()),
            Cell.of(brokerMicros.median()),
            Cell.of(copies.median()),
            Cell.of(bytes.median())));
  }
}
