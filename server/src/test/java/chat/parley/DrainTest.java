package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.ServerProcess;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a server stops that others could take over from. */
@Order(0)
final class DrainTest {
  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: parley\r\n\r\n";

  @RegisterExtension
  static final TestServer SERVER = TestServer.withDefaults().with("PARLEY_DRAIN_TIME", "3s");

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static Program parley;

  @BeforeAll
  static void choose() {
    parley = Program.on(directory.resolve("data"));
  }

  @Test
  void whoRoutesRequestsIsToldBeforeAnythingIsRefused() throws IOException {
    try (ServerProcess server = parley.serve();
        Wire kept = Wire.open(server.uri().getPort())) {
      for (int i = 0; i < 3; i++) {
        assertThat(server.api().get("/health/ready").status()).isEqualTo(200);
      }
      assertThat(ask(kept).header("Connection")).isEmpty();
      server.interrupt();
      Await.until("it says so", () -> ready(server).status() == 503);
      assertThat(ready(server).json().getString("status")).isEqualTo("draining");
      Reply last = ask(kept);
      assertThat(last.status()).isEqualTo(200);
      assertThat(last.header("Connection")).hasValue("close");
      assertThat(kept.isEnded()).isTrue();
      assertThat(server.api().get("/health/live").status()).isEqualTo(200);
      assertThat(ready(server).status()).isEqualTo(503);
      assertThat(server.awaitEnd()).isZero();
    }
  }

  @Test
  void whoIsToldTwiceEndsAtOnce() throws IOException {
    try (ServerProcess server = parley.serve();
        Wire slow = Wire.open(server.uri().getPort())) {
      slow.send("POST /api/register/ HTTP/1.1\r\nHost: parley\r\nContent-Length: 9\r\n\r\n{");
      assertThat(server.api().get("/health/live").status()).isEqualTo(200);
      server.interrupt();
      Await.until("it stops to listen", () -> isClosed(server.uri().getPort()));
      long since = System.nanoTime();
      int code = server.terminate();
      assertThat(code).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void manySocketsAreClosedOneAfterTheOther() throws Exception {
    TestServer server = TestServer.withDefaults().with("PARLEY_DRAIN_TIME", "3s");
    server.start();
    String token = server.people(1).getFirst().access();
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sockets.add(RawSocket.open(SOCKETS.sockets(), server.port()).logIn(token));
    }
    Thread stop = Thread.ofVirtual().start(server::close);
    Await.until("the first is closed", () -> sockets.stream().anyMatch(RawSocket::isClosed));
    assertThat(sockets).anyMatch(socket -> !socket.isClosed());
    assertThat(sockets).allMatch(socket -> socket.closeCode() == 1012);
    stop.join();
  }

  private static Reply ready(ServerProcess server) {
    return server.api().get("/health/ready");
  }

  private static Reply ask(Wire wire) throws IOException {
    return wire.ask("GET", GET.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isClosed(int port) {
    try (Wire wire = Wire.open(port)) {
      return wire.isEnded();
    } catch (IOException e) {
      return true;
    }
  }
}
