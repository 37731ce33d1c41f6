package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.process.Broker;
import chat.parley.bench.process.Nodes;
import chat.parley.bench.report.Cell;
import chat.parley.bench.report.Line;
import java.io.IOException;
import java.util.List;

/** Live delivery by several nodes, with what goes through the broker meanwhile. */
final class NodesDelivery implements AutoCloseable {
  private final String name;
  private final Broker broker;
  private final int roomSize;
  private final Delivery delivery;
  private final Samples copies = new Samples();
  private final Samples bytes = new Samples();

  /** Opens the sockets. */
  NodesDelivery(
      Stage stage, People people, Nodes nodes, Broker broker, Seats.Spread spread, int roomSize)
      throws IOException {
    this.name = name(nodes.count(), spread);
    this.broker = broker;
    this.roomSize = roomSize;
    this.delivery =
        new Delivery(
            stage, nodes, Seats.at(people, nodes.uris(), spread, stage.plan().sockets(), roomSize));
  }

  private static String name(int nodes, Seats.Spread spread) {
    if (nodes == 1) {
      return "1 node, no broker";
    }
    return switch (spread) {
      case EVERYWHERE -> nodes + " nodes";
      case TOGETHER -> nodes + " nodes, each room at one of them";
    };
  }

  void warmUp(Plan plan) {
    delivery.warmUp(plan);
  }

  /** One round of load at the limit. */
  void most(Plan plan) throws IOException {
    Broker.Traffic before = broker.traffic();
    Outcome outcome = delivery.most(plan);
    Broker.Traffic traffic = broker.traffic().since(before);
    double messages = (double) outcome.done() / roomSize;
    copies.add(traffic.copies() / messages);
    bytes.add(traffic.bytes() / messages);
  }

  /** The servers' CPU time for a delivery, in times of another's. */
  double times(NodesDelivery one) {
    return delivery.serverMicros() / one.delivery.serverMicros();
  }

  Line line(Plan plan, NodesDelivery one) {
    Outcome half = delivery.half(plan);
    return new Line(
        "rooms of %d, %s".formatted(roomSize, name),
        List.of(
            Cell.of(delivery.perSecond()),
            Cell.of(half.millis(50)),
            Cell.of(half.millis(99)),
            Cell.of(delivery.serverMicros()),
            new Cell.Ratio(times(one)),
            Cell.of(delivery.postgresMicros()),
            Cell.of(delivery.brokerMicros()),
            Cell.of(copies.median()),
            Cell.of(bytes.median())));
  }

  @Override
  public void close() {
    delivery.close();
  }
}
