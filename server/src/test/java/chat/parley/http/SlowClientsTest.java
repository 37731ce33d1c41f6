package chat.parley.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Await;
import chat.parley.fixture.Wire;
import chat.parley.measure.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep a connection busy with next to nothing, in less time than the product gives them. */
final class SlowClientsTest {
  private static final SlowClients.Bounds BOUNDS =
      new SlowClients.Bounds(
          Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(300), 4_096);
  private static final int PAGE = 1 << 20;
  private static final String ASK = "GET /page/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    String page = "x".repeat(PAGE);
    Routes routes =
        new Routes()
            .add(
                "/page/",
                new Resource<>("Page", Guard.none())
                    .on(
                        HttpMethod.GET,
                        (exchange, caller) -> {
                          asked.incrementAndGet();
                          return Future.succeededFuture(
                              Answer.json(200, json -> json.writeString(page)));
                        }));
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            routes,
            new Cors(Set.of()),
            List.of(),
            new Draining(Duration.ZERO),
            new Traffic(),
            Traces.NONE,
            new Body.Bounds(0));
    SlowClients slow = new SlowClients(BOUNDS);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .requestHandler(dispatcher)
            .connectionHandler(connection -> {
              slow.handle(connection);
              opened.incrementAndGet();
              connection.closeHandler(end -> closed.incrementAndGet());
            })
            .listen(0)
            .await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private Wire connect() throws IOException {
    return Wire.open(server.actualPort());
  }

  /** Sends the text again and again, with pauses much shorter than any patience, until nobody takes it. */
  private static void drip(Wire wire, String text) {
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          wire.send(text);
          LockSupport.parkNanos(10_000_000);
        }
      } catch (IOException ended) {
        // That is what was waited for.
      }
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET /page/ HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
        "GET /page/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
        "GET /nowhere/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
      })
  void aRequestThatComesByteByByteEndsTheConnection(String begin) throws IOException {
    try (Wire wire = connect()) {
      wire.send(begin);
      drip(wire, "x");
      Await.until("the end", () -> closed.get() == 1);
    }
  }

  @Test
  void linesOfAHeadWithoutAnEndEndTheConnection() throws IOException {
    try (Wire wire = connect()) {
      wire.send("GET /page/ HTTP/1.1\r\n");
      drip(wire, "X: y\r\n");
      Await.until("the end", () -> closed.get() == 1);
    }
  }

  @Test
  void theNextRequestOfAConnectionHasNoMoreTimeThanTheFirst() throws IOException {
    try (Wire wire = connect()) {
      assertThat(wire.ask("GET", ASK.getBytes(US_ASCII)).status()).isEqualTo(200);
      drip(wire, "x");
      Await.until("the end", () -> closed.get() == 1);
    }
  }

  @Test
  void whoAsksAndNeverReadsIsAnsweredNoFurtherAndLosesTheConnection() throws IOException {
    try (Wire wire = connect()) {
      wire.send(ASK.repeat(500));
      Await.until("the end", () -> closed.get() == 1);
      assertThat(asked.get()).as("answers made").isLessThan(50);
    }
  }

  @Test
  void whoReadsSlowlyGetsItAll() throws IOException {
    try (Wire wire = connect()) {
      wire.send(ASK.repeat(20));
      for (int i = 0; i < 20; i++) {
        LockSupport.parkNanos(50_000_000);
        assertThat(wire.read("GET").body()).hasSize(PAGE + 2);
      }
      assertThat(asked.get()).isEqualTo(20);
    }
  }

  @Test
  void aConnectionMayRestBetweenRequests() throws IOException {
    try (Wire wire = connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(wire.ask("GET", ASK.getBytes(US_ASCII)).status()).isEqualTo(200);
        vertx.timer(BOUNDS.request().toMillis()).await();
      }
      assertThat(opened.get() - closed.get()).isEqualTo(1);
    }
  }
}
