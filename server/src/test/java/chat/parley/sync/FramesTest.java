package chat.parley.sync;

import static chat.parley.fixture.FrameSocket.BINARY;
import static chat.parley.fixture.FrameSocket.CLOSE;
import static chat.parley.fixture.FrameSocket.CONTINUATION;
import static chat.parley.fixture.FrameSocket.FINAL;
import static chat.parley.fixture.FrameSocket.PING;
import static chat.parley.fixture.FrameSocket.PONG;
import static chat.parley.fixture.FrameSocket.TEXT;
import static chat.parley.fixture.FrameSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.FrameSocket;
import chat.parley.fixture.TestServer;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 6455 says of frames. */
final class FramesTest {
  private static final String ASK = "{\"type\":\"ping\"}";
  private static final String ANSWER = "{\"type\":\"pong\"}";
  private static final Duration LONG = Duration.ofMinutes(5);

  /** A client that does not answer a close frame is cut off after half a second. */
  private static final Times HURRIED =
      new Times(
          LONG,
          LONG,
          LONG,
          LONG,
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          LONG,
          Times.Nodes.PROTOCOL);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults().with(HURRIED);

  private final Person person = SERVER.people(1).getFirst();

  private FrameSocket loggedIn() throws IOException {
    FrameSocket socket = FrameSocket.open(SERVER.port());
    String auth = "{\"type\":\"auth\",\"token\":\"%s\"}".formatted(person.access());
    socket.send(frame(FINAL | TEXT, auth));
    FrameSocket.Frame frame = socket.read(TEXT);
    while (!frame.text().contains("synced")) {
      frame = socket.read(TEXT);
    }
    return socket;
  }

  @Test
  void framesMayComeByteByByte() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.sendByteByByte(frame(FINAL | TEXT, ASK));
      assertThat(socket.read().text()).isEqualTo(ANSWER);
    }
  }

  @Test
  void aMessageMayComeInFragmentsWithPingsBetweenThem() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(TEXT, ""));
      socket.send(frame(CONTINUATION, ASK.substring(0, 3)));
      socket.send(frame(FINAL | PING, "are you there"));
      socket.send(frame(CONTINUATION, ""));
      socket.send(frame(CONTINUATION, ASK.substring(3, 9)));
      socket.send(frame(FINAL | PONG, "nobody asked"));
      socket.send(frame(FINAL | CONTINUATION, ASK.substring(9)));
      FrameSocket.Frame pong = socket.read();
      assertThat(pong.opcode()).isEqualTo(PONG);
      assertThat(pong.text()).isEqualTo("are you there");
      assertThat(socket.read().text()).isEqualTo(ANSWER);
      socket.send(frame(FINAL | TEXT, ASK));
      assertThat(socket.read().text()).isEqualTo(ANSWER);
    }
  }

  @Test
  void aCloseFrameIsAnsweredByTheSameAndThatIsTheEnd() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(FINAL | CLOSE, new byte[] {0x0f, (byte) 0xa0, 'b', 'y', 'e'}));
      FrameSocket.Frame close = socket.read();
      assertThat(close.opcode()).isEqualTo(CLOSE);
      assertThat(close.payload().getBytes()).containsExactly(0x0f, 0xa0, 'b', 'y', 'e');
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void aCloseFrameMayBeEmpty() throws IOException {
    try (FrameSocket socket = FrameSocket.open(SERVER.port())) {
      socket.send(frame(FINAL | CLOSE, ""));
      assertThat(socket.read()).matches(close -> close.opcode() == CLOSE && close.code() == 1005);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  /** In hexadecimal, with a mask of zeros where there is one. */
  @ParameterizedTest
  @CsvSource({
    "8101 78, not masked",
    "c181 00000000 78, a bit that no extension asked for",
    "8381 00000000 78, a kind of data that is not defined",
    "8b80 00000000, a kind of control that is not defined",
    "0980 00000000, a ping in fragments",
    "89fe 007e 00000000, a ping of 126 bytes",
    "8081 00000000 78, a fragment of nothing",
    "0181 00000000 78 8181 00000000 78, a message within a message",
    "8881 00000000 03, half a code",
    "8882 00000000 03e7, a code that must not be sent",
    "81fe 007d 00000000, a length in more bytes than it needs",
    "81ff 8000000000000000 00000000, a length below zero",
  })
  void whatIsNoWebSocketIsClosedAsAnErrorOfTheProtocol(String bytes, String why)
      throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(HexFormat.of().parseHex(bytes.replace(" ", "")));
      assertThat(socket.read(CLOSE).code()).as(why).isEqualTo(1002);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void textThatIsNotUtf8IsNoJson() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(FINAL | TEXT, new byte[] {'{', '"', (byte) 0xc3, '(', '"', '}'}));
      assertThat(socket.read(CLOSE).code()).isEqualTo(4400);
    }
  }

  @Test
  void aBinaryMessageIsRefusedAtItsFirstFragment() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(BINARY, "{}"));
      assertThat(socket.read(CLOSE).code()).isEqualTo(4400);
    }
  }

  @Test
  void fragmentsThatTogetherAreTooBigAreRefused() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(TEXT, "x".repeat(Limits.FRAME_BYTES)));
      socket.send(frame(FINAL | CONTINUATION, "x"));
      assertThat(socket.read(CLOSE).code()).isEqualTo(4413);
    }
  }

  /** 1 TiB, of which nothing follows; and 3 MiB, which all come. */
  @ParameterizedTest
  @ValueSource(strings = {"81ff 0000010000000000 00000000", "81ff 0000000000300000 00000000"})
  void aFrameThatIsTooBigIsRefusedByItsHead(String head) throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(HexFormat.of().parseHex(head.replace(" ", "")));
      if (head.contains("30")) {
        socket.send(new byte[3 << 20]);
      }
      assertThat(socket.read(CLOSE).code()).isEqualTo(4413);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void afterTheServersCloseFrameNothingIsSaidAndTheAnswerIsTheEnd() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(FINAL | TEXT, "no JSON"));
      socket.send(frame(FINAL | TEXT, ASK));
      socket.send(frame(FINAL | PING, "are you there"));
      assertThat(socket.read()).matches(close -> close.opcode() == CLOSE && close.code() == 4400);
      socket.send(frame(FINAL | CLOSE, new byte[] {0x11, 0x30}));
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void whoDoesNotAnswerACloseFrameIsCutOff() throws IOException {
    try (FrameSocket socket = loggedIn()) {
      socket.send(frame(FINAL | TEXT, "no JSON"));
      assertThat(socket.read(CLOSE).code()).isEqualTo(4400);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  /** More answers than the system keeps for a client that reads nothing: they would wait in the server. */
  @Test
  void whoAsksForSignsOfLifeWithoutReadingThemIsGivenTheLast() throws IOException {
    int pings = 120_000;
    try (FrameSocket socket = FrameSocket.open(SERVER.port(), 4_096)) {
      byte[] payload = new byte[125];
      for (int i = 0; i < pings; i++) {
        Arrays.fill(payload, (byte) (i + 1 < pings ? 'x' : 'z'));
        socket.send(frame(FINAL | PING, payload));
      }
      int pongs = 1;
      while (socket.read(PONG).payload().getByte(0) == 'x') {
        pongs++;
      }
      assertThat(pongs).isLessThan(pings / 2);
    }
  }
}
