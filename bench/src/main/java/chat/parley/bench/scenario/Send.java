package chat.parley.bench.scenario;

import chat.parley.bench.data.Room;
import chat.parley.bench.load.Bytes;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Requests;
import chat.parley.bench.report.Chart;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sending into any of many rooms, over REST, without a key. Each answer is a message that is on the disk. */
final class Send implements Scenario {
  static final int PGBENCH_CLIENTS = 32;
  private static final String MESSAGE =
      "{\"content\":\"Is anybody still in the office? The meeting was moved to three.\"}";

  @Override
  public String name() {
    return "send";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Site site = stage.site();
    List<Room> rooms = site.people().rooms();
    PgbenchTrial same =
        pgbench(site, "pgbench, the same statement for one message", rooms, "send.sql");
    PgbenchTrial insert = pgbench(site, "pgbench, a bare INSERT of one row", rooms, "insert.sql");
    Section section =
        play(
            stage,
            new Section(
                name(),
                "Send, into any of %,d rooms (REST, no key)".formatted(rooms.size()),
                columns()),
            rooms,
            List.of(same, insert));
    double reached = reached(section);
    section.add(
        Target.atLeast(
            "send, times pgbench's same one-message statement", reached / same.perSecond(), 2));
    section.add(
        Target.atLeast("send, times pgbench's bare INSERT", reached / insert.perSecond(), 1));
    return section;
  }

  static Column[] columns() {
    return new Column[] {
      new Column("messages/s", 0),
      new Column("p50 ms", 2),
      new Column("p99 ms", 2),
      new Column("server µs", 1),
      new Column("PostgreSQL µs", 1)
    };
  }

  /** What Parley has reached, in messages a second. */
  static double reached(Section section) {
    return section.lines().getFirst().figure(0);
  }

  static PgbenchTrial pgbench(Site site, String subject, List<Room> rooms, String statement)
      throws IOException {
    site.database().psql(Statements.read("insert-table.sql"));
    return new PgbenchTrial(
        site.database(), subject, PgbenchTrial.anyRoom(rooms, statement), PGBENCH_CLIENTS);
  }

  /** Puts Parley and what stands beside it to the test in turns. */
  static Section play(Stage stage, Section section, List<Room> rooms, List<PgbenchTrial> beside)
      throws IOException {
    Plan plan = stage.plan();
    Site site = stage.site();
    try (Trial parley =
        new Trial(stage.loop(), site.parley(), messages(site, rooms), Trial.SENDERS)) {
      parley.warmUp(plan.warmUp());
      for (int round = 0; round < plan.rounds(); round++) {
        parley.most(plan.phase());
        for (PgbenchTrial trial : beside) {
          trial.run(plan.phase());
        }
      }
      Outcome half = parley.half(plan);
      section.add(
          Line.of(
              "Parley",
              parley.perSecond(),
              half.millis(50),
              half.millis(99),
              parley.serverMicros(),
              parley.postgresMicros()));
      List<Chart.Bar> bars = new ArrayList<>();
      bars.add(new Chart.Bar("Parley", parley.perSecond(), true));
      for (PgbenchTrial trial : beside) {
        section.add(trial.line());
        bars.add(new Chart.Bar(trial.subject(), trial.perSecond(), false));
      }
      return section.add(
          new Chart.Bars(section.name(), section.title(), "acknowledged messages/s", bars));
    }
  }

  /** A message of one of its members for each room. */
  static Requests messages(Site site, List<Room> rooms) {
    return Requests.anyOf(
        rooms.stream()
            .map(room ->
                Bytes.post(
                    site.parley().uri(), room.messages(), site.people().anyToken(room), MESSAGE))
            .toList());
  }
}
