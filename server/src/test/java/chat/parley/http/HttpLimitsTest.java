package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLimitsTest {
  private static final String MEBIBYTE = "x".repeat(1 << 20);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private static Person person;
  private static long room;

  @BeforeAll
  static void enterARoom() {
    person = SERVER.api().newPerson("person");
    room = person.api().newRoom("a room");
  }

  private static String head(String requestLine, String... headers) {
    return requestLine
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + person.access()
        + "\r\nContent-Type: application/json\r\n"
        + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList())
        + "\r\n";
  }

  private static String withLength(String requestLine, String body) {
    return head(requestLine, "Content-Length: " + body.length()) + body;
  }

  private static Reply ask(String request) throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      return wire.ask(request.substring(0, request.indexOf(' ')), bytes(request));
    }
  }

  private static byte[] bytes(String request) {
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String detail(Reply reply) {
    assertThat(reply.header("Content-Type")).hasValue("application/json");
    return reply.json().getString("detail");
  }

  @Test
  void aBodyOfOneMebibyteIsRead() throws IOException {
    String body = "{\"content\":\"\"}" + " ".repeat((1 << 20) - 14);
    Reply reply = ask(withLength("POST " + Api.messages(room), body));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("{\"content\":[\"This field may not be blank.\"]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void aLargerBodyIsRefusedHoweverMuchOfItIsStillOnItsWay(int mebibytes) throws IOException {
    String body = MEBIBYTE.repeat(mebibytes) + "x";
    try (Wire wire = Wire.open(SERVER.port())) {
      Reply reply = wire.ask("POST", bytes(withLength("POST " + Api.messages(room), body)));
      assertThat(reply.status()).isEqualTo(413);
      assertThat(detail(reply)).isEqualTo("Request body is larger than 1048576 bytes.");
      assertThat(reply.header("Connection")).hasValue("close");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void aLargerBodyIsRefusedAlsoWithoutALengthGivenBefore() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (Wire wire = Wire.open(SERVER.port())) {
      String head = head("PUT " + Api.messages(room) + "1/", "Transfer-Encoding: chunked");
      Reply reply = wire.ask("PUT", bytes(head + chunk.repeat(20) + "0\r\n\r\n"));
      assertThat(reply.status()).isEqualTo(413);
      assertThat(detail(reply)).contains("larger");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void whoAsksFirstWhetherToSendIsToldTo() throws IOException {
    String body = "{\"content\":\"asked first\"}";
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send(
          head(
              "POST " + Api.messages(room),
              "Expect: 100-continue",
              "Content-Length: " + body.length()));
      assertThat(wire.read("POST").status()).isEqualTo(100);
      wire.send(body);
      assertThat(wire.read("POST").status()).isEqualTo(201);
    }
  }

  @Test
  void whoAsksFirstWhetherToSendTooMuchIsToldNotTo() throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send(
          head("POST " + Api.messages(room), "Expect: 100-continue", "Content-Length: 1048577"));
      assertThat(wire.read("POST").status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17_000, 40_000, 1_000_000})
  void largeHeadersAreRefused(int bytes) throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send(head("GET /health/live", "X-Large: " + "x".repeat(bytes)));
      Reply reply = wire.read("GET");
      assertThat(reply.status()).isEqualTo(431);
      assertThat(detail(reply)).isEqualTo("Request headers are too large.");
      assertThat(reply.header("Connection")).hasValue("close");
    }
  }

  @Test
  void manySmallHeadersAreLargeHeaders() throws IOException {
    String[] headers = new String[2_000];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = "X-%d: %d".formatted(i, i);
    }
    assertThat(ask(head("GET /health/live", headers)).status()).isEqualTo(431);
  }

  @Test
  void headersBelowTheLimitAreRead() throws IOException {
    assertThat(ask(head("GET /health/live", "X-Large: " + "x".repeat(15_000))).status())
        .isEqualTo(200);
  }

  @Test
  void aLongRequestLineIsRefused() throws IOException {
    Reply reply = ask(head("GET /api/users/?search=" + "x".repeat(17_000)));
    assertThat(reply.status()).isEqualTo(414);
    assertThat(detail(reply)).isEqualTo("Request line is too long.");
    assertThat(ask(head("GET /api/users/?search=" + "x".repeat(15_000))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET /health/live HTTP/9.x\r\n\r\n",
        "G@T /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /health/live HTTP/1.1\r\na b: c\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nX: a\0b\r\n\r\n",
        "POST /api/token/ HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /api/token/ HTTP/1.1\r\nContent-Length: 1x\r\n\r\n",
        "POST /api/token/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
      })
  void whatIsNotHttpIsRefused(String request) throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      Reply reply = wire.ask("GET", bytes(request));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(detail(reply)).isEqualTo("Malformed request.");
      assertThat(reply.header("Connection")).hasValue("close");
    }
  }

  @Test
  void afterWhatIsNotHttpTheConnectionEnds() throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      assertThat(wire.ask("GET", bytes("nonsense\r\n\r\n")).status()).isEqualTo(400);
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void aChunkThatIsNoneEndsTheConnection() throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      String head = head("POST " + Api.messages(room), "Transfer-Encoding: chunked");
      wire.send(head + "x\r\n{}\r\n0\r\n\r\n");
      assertThat(wire.isEnded()).isTrue();
    }
  }
}
