package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are to cost the server more than they cost who sends them. */
@Timeout(60)
final class AttackTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private final Person person = SERVER.people(1).getFirst();
  private final Api api = person.api();
  private final long room = api.newRoom("a room");

  private Reply post(String path, String body, String... headers) {
    var request = api.request(path).POST(BodyPublishers.ofString(body));
    return api.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void aCompressedBodyIsNotInflated() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    Reply reply =
        api.send(
            api.request(Api.messages(room))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("detail")).startsWith("JSON parse error");
  }

  @Test
  void aSocketAgreesToNoCompression() throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send(
          """
          GET /ws/chat/ HTTP/1.1\r
          Host: localhost\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
          \r
          """);
      Reply reply = wire.read("HEAD");
      assertThat(reply.status()).isEqualTo(101);
      assertThat(reply.header("Sec-WebSocket-Extensions")).isEmpty();
    }
  }

  @Test
  void aHeaderOfTenMegabytesIsRefused() throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Large: ");
      String piece = "x".repeat(1 << 20);
      try {
        for (int i = 0; i < 10; i++) {
          wire.send(piece);
        }
        wire.send("\r\n\r\n");
      } catch (IOException refused) {
        // The server may hang up before it has read it all.
      }
      assertThat(wire.read("GET").status()).isEqualTo(431);
    }
    assertThat(SERVER.api().get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aTokenOfAMegabyteIsRefusedSoon() {
    String part =
        Base64.getUrlEncoder().encodeToString("x".repeat(250_000).getBytes(StandardCharsets.UTF_8));
    String token = part + "." + part + "." + part;
    JsonObject body = new JsonObject().put("token", token);
    assertThat(SERVER.api().post("/api/token/verify/", body).status()).isEqualTo(401);
    assertThat(SERVER.api().as(token).get("/api/users/me/").status()).isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"content\":["})
  void aDocumentNestedEightyThousandTimesIsRefusedSoon(String opening) {
    assertThat(post(Api.messages(room), opening.repeat(80_000)).status()).isEqualTo(400);
    assertThat(post(Api.messages(room), "{\"content\":" + "9".repeat(500_000) + "}").status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "a", "return ", "return=", "a.", "a@", "@", "1", "+", "-", "\"", ",", "%", "(a+)+"
      })
  void noPatternTakesLongOverALongText(String piece) {
    String text = piece.repeat(14_000 / piece.length()) + "!";
    String large = piece.repeat(120_000 / piece.length()) + "!";
    assertThat(post(Api.messages(room) + "1/", "{}", "Prefer", text.strip()).status())
        .isLessThan(500);
    assertThat(
            api.send(api.request("/api/users/me/").header("Accept", text.strip()).GET()).status())
        .isLessThan(500);
    String query = URLEncoder.encode(text.substring(text.length() - 4_000), StandardCharsets.UTF_8);
    for (String path :
        new String[] {
          "/api/users/?search=",
          "/api/users/?id=",
          "/api/chat/rooms/?limit=",
          Api.messages(room) + "?cursor="
        }) {
      assertThat(api.get(path + query).status()).isLessThan(500);
    }
    JsonObject body =
        new JsonObject()
            .put("username", large)
            .put("email", large)
            .put("password", text)
            .put("participants", new JsonArray().add(large));
    assertThat(SERVER.api().post("/api/register/", body).status()).isEqualTo(400);
    assertThat(api.post("/api/chat/rooms/", body.put("name", "x")).status()).isEqualTo(400);
  }
}
