package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Reply;
import chat.parley.fixture.Wire;
import chat.parley.measure.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens on a connection around the requests, by an endpoint that answers with the body. */
class ConnectionTest {
  private static final Duration ARRIVAL = Duration.ofMillis(300);
  private static final Body.Bounds BOUNDS = new Body.Bounds(1 << 20, ARRIVAL);
  private static final String REQUEST =
      "POST /echo/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: %d\r\n\r\n%s";

  private final AtomicInteger open = new AtomicInteger();
  private final BlockingQueue<Future<Body>> bodies = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    Routes routes =
        new Routes()
            .add("/echo/", new Resource<>("Echo", Guard.none()).on(HttpMethod.POST, this::echo));
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            routes,
            new Cors(Set.of()),
            List.of(),
            new Draining(Duration.ZERO),
            new Traffic(),
            Traces.NONE,
            BOUNDS);
    server =
        vertx
            .createHttpServer()
            .requestHandler(dispatcher)
            .invalidRequestHandler(dispatcher::refuseMalformed)
            .connectionHandler(connection -> {
              open.incrementAndGet();
              connection.closeHandler(closed -> open.decrementAndGet());
            })
            .listen(0)
            .await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private Future<Answer> echo(Exchange exchange, Guard.Anyone caller) {
    Future<Body> body = exchange.body();
    bodies.add(body);
    return body.map(read -> {
      String text = String.valueOf(read.fields().value("text"));
      return Answer.json(200, json -> json.writeString(text));
    });
  }

  private Wire connect() throws IOException {
    return Wire.open(server.actualPort());
  }

  private static String request(String body) {
    return REQUEST.formatted(body.length(), body);
  }

  @Test
  void aBodyThatDoesNotArriveInTimeEndsTheConnection() throws IOException {
    try (Wire wire = connect()) {
      wire.send(REQUEST.formatted(100, "{"));
      Reply reply = wire.read("POST");
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("{\"detail\":\"Request body did not arrive in time.\"}");
      assertThat(reply.header("Connection")).hasValue("close");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void aBodyHasHalfAMinuteUnlessToldOtherwise() {
    assertThat(new Body.Bounds(1).arrival()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aConnectionThatRestsBetweenRequestsIsKept() throws Exception {
    try (Wire wire = connect()) {
      wire.send(request("{\"text\":\"a\"}"));
      assertThat(wire.read("POST").body()).isEqualTo("\"a\"");
      vertx.timer(ARRIVAL.toMillis() * 2).await();
      wire.send(request("{\"text\":\"b\"}"));
      assertThat(wire.read("POST").body()).isEqualTo("\"b\"");
    }
  }

  @Test
  void requestsThatAreSentAtOnceAreAnsweredInTheirOrder() throws IOException {
    try (Wire wire = connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        requests.append(request("{\"text\":\"%d\"}".formatted(i)));
      }
      wire.send(requests.toString());
      for (int i = 0; i < 100; i++) {
        assertThat(wire.read("POST").body()).isEqualTo("\"%d\"".formatted(i));
      }
    }
  }

  @Test
  void aClientThatGoesAwayInTheMiddleOfABodyLeavesNothingBehind() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (int i = 0; i < 50; i++) {
        Future<Body> body;
        try (Wire wire = connect()) {
          wire.send(REQUEST.formatted(1_000, "{\"text\""));
          body = bodies.poll(10, TimeUnit.SECONDS);
        }
        assertThat(body).isNotNull();
        assertThat(body.otherwiseEmpty().await(10, TimeUnit.SECONDS)).isNull();
      }
      server.shutdown(10, TimeUnit.SECONDS).await();
      assertThat(open).hasValue(0);
    } finally {
      System.setOut(out);
      printed.writeTo(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("/echo/");
  }
}
