package chat.parley.bench.scenario;

import chat.parley.bench.load.ClosedLoop;
import chat.parley.bench.load.HttpWire;
import chat.parley.bench.load.Loop;
import chat.parley.bench.load.OpenLoop;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Requests;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.Subject;
import java.time.Duration;
import java.util.List;

/** One kind of HTTP request, put to one server. */
final class Trial implements AutoCloseable {
  /** Requests at once that reading reaches its limit with. */
  static final int READERS = 64;

  /** Requests at once that sending reaches its limit with: what waits together is stored together. */
  static final int SENDERS = 256;

  private static final Duration WARM_UP_SLICE = Duration.ofMillis(500);

  private final Loop loop;
  private final Subject subject;
  private final Requests requests;
  private final List<HttpWire> wires;
  private final Samples perSecond = new Samples();
  private final Samples serverMicros = new Samples();
  private final Samples postgresMicros = new Samples();

  /**
   * Opens the connections.
   *
   * @param connections requests at once, at the limit
   */
  Trial(Loop loop, Subject subject, Requests requests, int connections) {
    this.loop = loop;
    this.subject = subject;
    this.requests = requests;
    this.wires = HttpWire.open(loop, subject.uri(), connections);
  }

  /** Load that is not counted, until a second of it brings hardly more than the one before. */
  void warmUp(Duration longest) {
    WarmUp.run(subject, longest, slice -> ClosedLoop.run(loop, wires, requests, slice).perSecond());
  }

  /** Load that is not counted, until so many requests were answered. */
  void warmUp(int count) {
    long answered = 0;
    while (answered < count) {
      answered += ClosedLoop.run(loop, wires, requests, WARM_UP_SLICE).done();
    }
  }

  /** One round of load at the limit. */
  void most(Duration duration) {
    Cpu before = subject.cpu();
    Outcome outcome = ClosedLoop.run(loop, wires, requests, duration);
    Cpu used = subject.cpu().since(before);
    if (outcome.failed() > 0) {
      throw new IllegalStateException(outcome.failed() + " requests were refused");
    }
    perSecond.add(outcome.perSecond());
    serverMicros.add((double) used.server() / outcome.done());
    postgresMicros.add((double) used.postgres() / outcome.done());
  }

  /** Load by the clock, at half of what the rounds at the limit have reached. */
  Outcome half(Plan plan) {
    double rate = perSecond() / 2;
    WarmUp.settle(
        subject,
        plan.warmUp().dividedBy(2),
        slice -> OpenLoop.run(loop, wires, requests, rate, slice));
    return OpenLoop.run(loop, wires, requests, rate, plan.paced());
  }

  /** Answers a second. */
  double perSecond() {
    return perSecond.median();
  }

  /** The server's CPU time for an answer, in microseconds. */
  double serverMicros() {
    return serverMicros.median();
  }

  /** PostgreSQL's CPU time for an answer, in microseconds. */
  double postgresMicros() {
    return postgresMicros.median();
  }

  @Override
  public void close() {
    HttpWire.close(loop, wires);
  }
}
