package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.load.Bytes;
import chat.parley.bench.load.ClosedLoop;
import chat.parley.bench.load.HttpWire;
import chat.parley.bench.load.Loop;
import chat.parley.bench.load.OpenLoop;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Requests;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.Parley;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Everybody logs in at once, by password, while others read history at a moderate pace. */
final class LoginStorm implements Scenario {
  private static final int LOGINS_AT_ONCE = 32;
  private static final int READERS = 64;

  /** History requests a second: some load, far from the limit. */
  private static final double READS = 500;

  @Override
  public String name() {
    return "logins";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Site site = stage.site();
    Parley parley = site.parley();
    Loop loop = stage.loop();
    Duration duration = stage.plan().paced();
    Requests reads = History.pages(site, parley.uri());
    List<HttpWire> readers = HttpWire.open(loop, parley.uri(), READERS);
    List<HttpWire> crowd = HttpWire.open(loop, parley.uri(), LOGINS_AT_ONCE);
    try {
      OpenLoop.run(loop, readers, reads, READS, duration);
      Outcome before = OpenLoop.run(loop, readers, reads, READS, duration);
      ClosedLoop.run(loop, crowd, logins(site), Duration.ofSeconds(1));
      Cpu start = parley.cpu();
      CompletableFuture<Outcome> storm =
          CompletableFuture.supplyAsync(
              () -> ClosedLoop.run(loop, crowd, logins(site), duration),
              Thread::startVirtualThread);
      Outcome during = OpenLoop.run(loop, readers, reads, READS, duration);
      Outcome logins = storm.join();
      Cpu used = parley.cpu().since(start);
      return new Section(
              name(),
              "Login storm: %d logins at once, beside %,.0f history requests/s"
                  .formatted(LOGINS_AT_ONCE, READS),
              new Column("logins/s", 1),
              new Column("p50 ms", 2),
              new Column("p99 ms", 2),
              new Column("server ms/login", 1))
          .add(Line.of("history before", Double.NaN, before.millis(50), before.millis(99)))
          .add(Line.of("history meanwhile", Double.NaN, during.millis(50), during.millis(99)))
          .add(
              Line.of(
                  "logins",
                  logins.perSecond(),
                  logins.millis(50),
                  logins.millis(99),
                  used.server() / 1e3 / Math.max(1, logins.done())));
    } finally {
      HttpWire.close(loop, readers);
      HttpWire.close(loop, crowd);
    }
  }

  /** Logins a second, with nothing else to do. */
  static double perSecond(Stage stage, Site site) {
    List<HttpWire> crowd = HttpWire.open(stage.loop(), site.parley().uri(), LOGINS_AT_ONCE);
    try {
      return ClosedLoop.run(stage.loop(), crowd, logins(site), stage.plan().phase()).perSecond();
    } finally {
      HttpWire.close(stage.loop(), crowd);
    }
  }

  private static Requests logins(Site site) {
    List<ByteBuf> logins =
        IntStream.rangeClosed(1, site.people().users().size())
            .mapToObj(number ->
                Bytes.post(
                    site.parley().uri(),
                    "/api/token/",
                    "",
                    "{\"username\":\"user%d\",\"password\":\"%s\"}"
                        .formatted(number, People.PASSWORD)))
            .toList();
    return Requests.anyOf(logins);
  }
}
