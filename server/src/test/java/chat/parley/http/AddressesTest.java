package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, methods and media types: what is the same, and what is refused. */
class AddressesTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private static Person person;
  private static long room;
  private static long message;

  @BeforeAll
  static void enterARoom() {
    person = SERVER.api().newPerson("person");
    room = person.api().newRoom("a room");
    message = person.api().say(room, "hello");
  }

  private static Reply send(String method, String path) {
    return person.api().send(person.api().request(path).method(method, BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/chat/",
        "/api/chat/rooms/x/",
        "/api/chat/rooms/-1/",
        "/api/chat/rooms/1/messages/1/2/",
        "/api//chat/rooms/",
        "//api/chat/rooms/",
        "/api/chat/rooms/1/../",
        "/API/chat/rooms/",
        "/api/docs/../../logback.xml",
        "/api/docs/start.js/",
        "/health",
        "/health/",
        "/api/chat/rooms/%zz/",
        "/api/chat/rooms/%00/"
      })
  void whatIsNowhereIsNotFoundWhoeverAsks(String path) throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
      Reply reply = wire.read("GET");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.header("Content-Type")).hasValue("application/json");
      assertThat(reply.body()).isEqualTo("{\"detail\":\"Not found.\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /api/chat/rooms/             | GET, HEAD, OPTIONS, POST",
        "PUT    | /api/chat/rooms/1/           | GET, HEAD, OPTIONS",
        "PATCH  | /api/chat/rooms/1/messages/  | GET, HEAD, OPTIONS, POST",
        "POST   | /api/chat/rooms/1/messages/1/| DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
        "GET    | /api/token/                  | OPTIONS, POST",
        "GET    | /api/token/refresh/          | OPTIONS, POST",
        "GET    | /api/token/verify/           | OPTIONS, POST",
        "GET    | /api/token/blacklist/        | OPTIONS, POST",
        "GET    | /api/register/               | OPTIONS, POST",
        "POST   | /api/users/                  | GET, HEAD, OPTIONS",
        "POST   | /api/users/me/               | GET, HEAD, OPTIONS",
        "POST   | /health/live                 | GET, HEAD, OPTIONS",
        "POST   | /health/ready                | GET, HEAD, OPTIONS",
        "POST   | /api/schema/                 | GET, HEAD, OPTIONS",
        "POST   | /api/docs/                   | GET, HEAD, OPTIONS",
        "BREW   | /api/users/me/               | GET, HEAD, OPTIONS"
      })
  void aMethodThatDoesNothingHereIsRefusedWithThoseThatDo(
      String method, String path, String allowed) {
    Reply reply = send(method, path);
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).hasValue(allowed);
    assertThat(reply.body()).isEqualTo("{\"detail\":\"Method \\\"%s\\\" not allowed.\"}", method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml, text/*;q=0.5", "application/jsonp", "*"})
  void whoReadsNoJsonIsToldThatThereIsNothingElse(String accept) {
    Reply reply =
        person.api().send(person.api().request("/api/users/me/").header("Accept", accept));
    assertThat(reply.status()).isEqualTo(406);
    assertThat(reply.body())
        .isEqualTo("{\"detail\":\"Could not satisfy the request Accept header.\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/*", "*/json", "text/html, application/json;q=0.1"})
  void whoAlsoReadsJsonGetsIt(String accept) {
    assertThat(
            person
                .api()
                .send(person.api().request("/api/users/me/").header("Accept", accept))
                .status())
        .isEqualTo(200);
  }

  @Test
  void linesOfOneHeaderAreOneList() {
    var twice = person.api().request("/api/users/me/").header("Accept", "text/html");
    assertThat(person.api().send(twice.header("Accept", "application/json")).status())
        .isEqualTo(200);
    var tokens = SERVER.api().request("/api/users/me/");
    for (int i = 0; i < 2; i++) {
      tokens.header("Authorization", "Bearer " + person.access());
    }
    Reply refused = SERVER.api().send(tokens);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().getString("code")).isEqualTo("bad_authorization_header");
  }

  @Test
  void thereIsNoFormatButJson() {
    assertThat(person.api().get("/api/chat/rooms/?format=json").status()).isEqualTo(200);
    assertThat(SERVER.api().get("/api/chat/rooms/?format=api").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json; charset=latin-1   | ISO-8859-1 | 201",
        "application/*; charset=\"UTF-16LE\"   | UTF-16LE   | 201",
        "application/json; charset=unknown   | UTF-8      | 201",
        "application/json; charset=utf-16    | UTF-8      | 400",
        "application/json                    | ISO-8859-1 | 400"
      })
  void aBodyIsReadAsItsTypeSays(String type, String charset, int status) {
    byte[] body = "{\"name\": \"Café\"}".getBytes(Charset.forName(charset));
    Reply reply =
        person
            .api()
            .send(
                person
                    .api()
                    .request("/api/chat/rooms/")
                    .setHeader("Content-Type", type)
                    .POST(BodyPublishers.ofByteArray(body)));
    assertThat(reply.status()).isEqualTo(status);
    if (status == 201) {
      assertThat(reply.json().getString("name")).isEqualTo("Café");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat/rooms",
        "/api/users",
        "/api/users/me",
        "/health/live",
        "/health/ready",
        "/api/schema",
        "/api/docs"
      })
  void theLastSlashMakesNoDifference(String path) {
    Reply without = person.api().get(path);
    assertThat(without.status()).isEqualTo(200);
    assertThat(person.api().get(path + "/").body()).isEqualTo(without.body());
  }

  @Test
  void theLastSlashMakesNoDifferenceToWhatIsSent() {
    JsonObject content = new JsonObject().put("content", "no slash");
    String messages = "/api/chat/rooms/%d/messages".formatted(room);
    assertThat(person.api().post(messages, content).status()).isEqualTo(201);
    assertThat(person.api().put(messages + "/" + message, content).status()).isEqualTo(200);
    JsonObject login =
        new JsonObject().put("username", person.username()).put("password", Api.PASSWORD);
    assertThat(SERVER.api().post("/api/token", login).status()).isEqualTo(200);
    JsonObject name = new JsonObject().put("name", "no slash");
    assertThat(person.api().post("/api/chat/rooms", name).status()).isEqualTo(201);
    assertThat(person.api().get("/api/chat/rooms/" + room).status()).isEqualTo(200);
  }

  @Test
  void readingOneMessageWithoutTheLastSlashIsSentToItsAddress() {
    String path = Api.messages(room) + message;
    Reply reply = person.api().get(path + "?a=b%20c&d");
    assertThat(reply.status()).isEqualTo(301);
    assertThat(reply.header("Location")).hasValue(path + "/?a=b%20c&d");
    assertThat(person.api().get(path + "/").status()).isEqualTo(200);
  }

  @Test
  void anEscapedCharacterIsTheCharacter() {
    assertThat(person.api().get("/api/chat/r%6fo%6Ds/" + room + "/").id()).isEqualTo(room);
    assertThat(person.api().get("/api/chat/rooms%2F" + room + "/").id()).isEqualTo(room);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/users/me/", "/api/chat/rooms/", "/health/live", "/api/schema/", "/"})
  void headAnswersAsGetWithoutTheBody(String path) throws IOException {
    try (Wire wire = Wire.open(SERVER.port())) {
      String rest =
          " %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(path, person.access());
      wire.send("HEAD" + rest + "GET" + rest);
      Reply head = wire.read("HEAD");
      Reply get = wire.read("GET");
      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
      assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
      assertThat(get.body()).isNotEmpty();
    }
  }
}
