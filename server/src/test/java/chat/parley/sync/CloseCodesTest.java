package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.FrameSocket;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.limits.Times;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why the server closes (docs/protocol.md, "Close codes"). */
final class CloseCodesTest {
  private static final Times HURRIED =
      new Times(
          Duration.ofSeconds(10),
          Duration.ofMillis(250),
          Duration.ofSeconds(4),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Times.Nodes.PROTOCOL);

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().with("PARLEY_LIMITS", "on").with(HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final Person person = SERVER.people(1).getFirst();

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "1", "null", "{\"type\":\"ping\"", "{} {}"})
  void whatIsNoJsonObjectCloses(String text) {
    RawSocket socket = SOCKETS.logIn(person);
    socket.sayText(text);
    assertThat(socket.closeCode()).isEqualTo(4400);
  }

  @Test
  void aBinaryMessageCloses() {
    RawSocket socket = SOCKETS.logIn(person);
    socket.socket().writeBinaryMessage(Buffer.buffer("{\"type\":\"ping\"}"));
    assertThat(socket.closeCode()).isEqualTo(4400);
  }

  @Test
  void anObjectWithoutAKnownTypeIsIgnored() {
    RawSocket socket = SOCKETS.logIn(person);
    socket.sayText("{}");
    socket.sayText("{\"type\":null}");
    socket.sayText("{\"type\":7}");
    socket.say("invented", "room", "x");
    socket.settle();
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024 + 1, 200 * 1024, 300 * 1024, 900 * 1024})
  void aFrameOfMoreThan64KilobytesCloses(int bytes) {
    RawSocket socket = SOCKETS.logIn(person);
    socket.sayText(ping(bytes));
    assertThat(socket.closeCode()).isEqualTo(4413);
  }

  @Test
  void aFrameOf64KilobytesIsTaken() {
    RawSocket socket = SOCKETS.logIn(person);
    socket.sayText(ping(64 * 1024));
    socket.next("pong");
  }

  @Test
  void tooManyFramesClose() {
    RawSocket socket = SOCKETS.logIn(person);
    for (int i = 0; i < 2_000; i++) {
      socket.socket().writeTextMessage("{\"type\":\"ping\"}");
    }
    assertThat(socket.closeCode()).isEqualTo(4429);
  }

  @Test
  void whoGivesNoSignOfLifeIsClosed() throws IOException {
    try (FrameSocket socket = FrameSocket.open(SERVER.port())) {
      String auth = "{\"type\":\"auth\",\"token\":\"%s\"}".formatted(person.access());
      socket.send(FrameSocket.frame(FrameSocket.FINAL | FrameSocket.TEXT, auth));
      assertThat(socket.read(FrameSocket.CLOSE).code()).isEqualTo(1001);
    }
  }

  @Test
  void aStoppingServerSaysSo() throws Exception {
    TestServer other = TestServer.withDefaults();
    other.start();
    RawSocket socket = RawSocket.open(SOCKETS.sockets(), other.port());
    socket.logIn(other.people(1).getFirst().access());
    other.close();
    assertThat(socket.closeCode()).isEqualTo(1012);
  }

  private static String ping(int bytes) {
    String frame = "{\"type\":\"ping\",\"x\":\"\"}";
    return frame.replace("\"\"}", "\"" + "x".repeat(bytes - frame.length()) + "\"}");
  }
}
