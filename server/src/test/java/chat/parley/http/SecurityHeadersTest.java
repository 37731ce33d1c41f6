package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What browsers are told with each answer, whatever it is. */
final class SecurityHeadersTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().with("PARLEY_ALLOWED_ORIGINS", "https://a.example");

  private final Person person = SERVER.people(1).getFirst();

  private static void assertSafe(Reply reply) {
    assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(reply.header("X-Frame-Options")).hasValue("DENY");
    assertThat(reply.header("Referrer-Policy")).hasValue("same-origin");
    assertThat(reply.header("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy).startsWith("default-src 'none'").contains("frame-ancestors 'none'"));
    assertThat(reply.header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void everyAnswerHasThem() {
    Api api = person.api();
    long room = api.newRoom("a room");
    List<Reply> replies =
        List.of(
            api.get("/api/users/me/"),
            api.get(Api.messages(room)),
            api.send(api.request("/api/chat/rooms/").method("HEAD", BodyPublishers.noBody())),
            api.post(Api.messages(room), new JsonObject()),
            api.get("/nowhere/"),
            api.put("/api/users/me/", new JsonObject()),
            SERVER.api().get("/api/users/me/"),
            SERVER.api().get("/health/live"),
            SERVER.api().get("/ws/chat/"),
            SERVER.api().get("/api/schema/"),
            SERVER.api().get("/api/docs/"),
            SERVER.api().get("/api/docs/swagger-ui-bundle.js"),
            SERVER
                .api()
                .send(
                    SERVER
                        .api()
                        .request("/api/users/me/")
                        .header("Origin", "https://a.example")
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody())));
    replies.forEach(SecurityHeadersTest::assertSafe);
    assertThat(replies.getLast().header("Access-Control-Allow-Origin"))
        .hasValue("https://a.example");
  }

  /** Who keeps answers must know that they differ by both. */
  @Test
  void anAnswerSaysAllThatItDependsOn() {
    assertThat(SERVER.api().get("/api/schema/").headers().allValues("Vary"))
        .containsExactlyInAnyOrder("origin", "accept-encoding");
  }

  @Test
  void tokensAreKeptByNothingOnTheWay() {
    JsonObject login =
        new JsonObject()
            .put("username", SERVER.api().newPerson("keeper").username())
            .put("password", Api.PASSWORD);
    Reply reply = SERVER.api().post("/api/token/", login);
    assertThat(reply.header("Cache-Control")).hasValue("no-store");
    JsonObject refresh = new JsonObject().put("refresh", reply.json().getString("refresh"));
    assertThat(SERVER.api().post("/api/token/refresh/", refresh).header("Cache-Control"))
        .hasValue("no-store");
  }
}
