package chat.parley.bench.scenario;

import chat.parley.bench.load.Audience;
import chat.parley.bench.load.Audience.Seat;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.Subject;
import chat.parley.bench.report.Line;
import java.time.Duration;
import java.util.List;

/** Live delivery by one server, to rooms of one size. */
final class Delivery implements AutoCloseable {
  private final Subject subject;
  private final Audience audience;
  private final Samples perSecond = new Samples();
  private final Samples serverMicros = new Samples();
  private final Samples postgresMicros = new Samples();

  /** Opens the sockets. */
  Delivery(Stage stage, Subject subject, List<Seat> seats) {
    this.subject = subject;
    this.audience = Audience.open(stage.loop(), seats);
  }

  /** Load that is not counted. */
  void warmUp(Duration longest) {
    WarmUp.run(subject, longest, slice -> audience.most(slice).perSecond());
  }

  /** One round of load at the limit. */
  void most(Plan plan) {
    Cpu before = subject.cpu();
    Outcome outcome = audience.most(plan.phase());
    Cpu used = subject.cpu().since(before);
    perSecond.add(outcome.perSecond());
    serverMicros.add((double) used.server() / outcome.done());
    postgresMicros.add((double) used.postgres() / outcome.done());
  }

  /** Load by the clock, at half of what the rounds at the limit have reached. */
  Outcome half(Plan plan) {
    double rate = perSecond() / 2;
    WarmUp.settle(subject, plan.warmUp().dividedBy(2), slice -> audience.paced(rate, slice));
    return audience.paced(rate, plan.paced());
  }

  /** Deliveries a second. */
  double perSecond() {
    return perSecond.median();
  }

  Line line(String name, Outcome half) {
    return Line.of(
        name,
        perSecond(),
        half.millis(50),
        half.millis(99),
        serverMicros.median(),
        postgresMicros.median());
  }

  @Override
  public void close() {
    audience.close();
  }
}
