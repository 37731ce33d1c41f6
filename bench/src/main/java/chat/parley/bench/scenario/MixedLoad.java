package chat.parley.bench.scenario;

import chat.parley.bench.load.Audience;
import chat.parley.bench.load.Crowd;
import chat.parley.bench.load.HttpWire;
import chat.parley.bench.load.OpenLoop;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Requests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a server does on any day, all at once and at a pace far from its limit: history is read, messages are
 * sent, rooms are told of them, people come and go.
 */
final class MixedLoad implements AutoCloseable {
  private static final double READS = 200;
  private static final double SENDS = 100;
  private static final double DELIVERIES = 500;
  private static final int SOCKETS = 200;
  private static final int ROOM = 10;
  private static final int CONNECTIONS = 32;

  /** People who log in together, and leave again. */
  private static final int COMING = 20;

  private static final Duration STAY = Duration.ofSeconds(2);

  private final Stage stage;
  private final Site site;
  private final Requests reads;
  private final Requests sends;
  private final List<HttpWire> readers;
  private final List<HttpWire> senders;
  private final Audience audience;

  MixedLoad(Stage stage, Site site) throws IOException {
    this.stage = stage;
    this.site = site;
    this.reads = History.pages(site, site.parley().uri());
    this.sends = Send.messages(site, site.people().rooms());
    this.readers = HttpWire.open(stage.loop(), site.parley().uri(), CONNECTIONS);
    this.senders = HttpWire.open(stage.loop(), site.parley().uri(), CONNECTIONS);
    this.audience = Audience.open(stage.loop(), Seats.at(site, SOCKETS, ROOM));
  }

  /** What was seen in a while of it. */
  record Seen(Outcome read, Outcome sent, Outcome delivered, int visits) {
    long failed() {
      return read.failed() + sent.failed() + delivered.failed();
    }
  }

  /** Goes on for a while. */
  Seen run(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    CompletableFuture<Outcome> read =
        CompletableFuture.supplyAsync(
            () -> OpenLoop.run(stage.loop(), readers, reads, READS, duration),
            Thread::startVirtualThread);
    CompletableFuture<Outcome> sent =
        CompletableFuture.supplyAsync(
            () -> OpenLoop.run(stage.loop(), senders, sends, SENDS, duration),
            Thread::startVirtualThread);
    CompletableFuture<Outcome> delivered =
        CompletableFuture.supplyAsync(
            () -> audience.paced(DELIVERIES, duration), Thread::startVirtualThread);
    int visits = 0;
    while (System.nanoTime() < end) {
      Crowd crowd =
          Crowd.open(stage.loop(), site.parley().uri(), site.people().tokens().subList(0, COMING));
      Pause.of(STAY);
      visits += crowd.size();
      crowd.close();
    }
    return new Seen(read.join(), sent.join(), delivered.join(), visits);
  }

  @Override
  public void close() {
    audience.close();
    HttpWire.close(stage.loop(), readers);
    HttpWire.close(stage.loop(), senders);
  }
}
