package chat.parley.bench.scenario;

import chat.parley.bench.bare.RecordedAnswer;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.process.Bare;
import chat.parley.bench.report.Chart;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages that reach people at once: a thousand sockets, in rooms of different sizes. */
final class LiveDelivery implements Scenario {
  private static final double LEAST_OF_BARE = 0.8;

  /** The delay that one in a hundred deliveries may go beyond, at half of the maximum, in milliseconds. */
  private static final double LONGEST_P99 = 50;

  @Override
  public String name() {
    return "live";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Section section =
        new Section(
            name(),
            "Live delivery to %,d sockets".formatted(stage.plan().sockets()),
            new Column("deliveries/s", 0),
            new Column("p50 ms", 2),
            new Column("p99 ms", 2),
            new Column("server µs", 1),
            new Column("PostgreSQL µs", 1));
    List<Chart.Bar> bars = new ArrayList<>();
    try (Bare bare =
        Bare.start(stage.children(), stage.site().parley(), RecordedAnswer.nothing())) {
      for (int size : stage.plan().liveRooms()) {
        stage.progress().say("live: rooms of %,d".formatted(size));
        play(stage, bare, size, section, bars);
      }
    }
    return section
        .add(
            new Chart.Bars(
                "live", "Live delivery, 1,000 sockets, at the limit", "deliveries/s", bars))
        .note(
            "Parley stores each message, with fsync, before it is delivered; the bare broadcast"
                + " stores nothing.");
  }

  private static void play(Stage stage, Bare bare, int size, Section section, List<Chart.Bar> bars)
      throws IOException {
    Plan plan = stage.plan();
    Site site = stage.site();
    try (Delivery parley =
            new Delivery(stage, site.parley(), Seats.at(site, plan.sockets(), size));
        Delivery limit =
            new Delivery(stage, bare, Seats.atBare(bare.uri(), plan.sockets(), size))) {
      parley.warmUp(plan.warmUp());
      limit.warmUp(plan.warmUp());
      for (int round = 0; round < plan.rounds(); round++) {
        parley.most(plan);
        limit.most(plan);
      }
      Outcome half = parley.half(plan);
      String rooms = "rooms of %,d".formatted(size);
      section.add(parley.line("Parley, " + rooms, half));
      section.add(limit.line("bare Vert.x broadcast, " + rooms, limit.half(plan)));
      section.add(
          Target.atLeast(
              "live, %s, times the bare broadcast".formatted(rooms),
              parley.perSecond() / limit.perSecond(),
              LEAST_OF_BARE));
      section.add(
          Target.atMost(
              "live, %s, p99 ms at half of the maximum".formatted(rooms),
              half.millis(99),
              LONGEST_P99));
      bars.add(new Chart.Bar("Parley, " + rooms, parley.perSecond(), true));
      bars.add(new Chart.Bar("bare Vert.x broadcast, " + rooms, limit.perSecond(), false));
    }
  }
}
