package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A refresh token that was used comes back: somebody else has it, too. */
final class RefreshReuseTest {
  @RegisterExtension
  static final TestServer STRICT = TestServer.withDefaults().with("PARLEY_REFRESH_REUSE", "revoke");

  @RegisterExtension static final TestServer LENIENT = TestServer.withDefaults().beside(STRICT);
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(STRICT);

  private final Person person = STRICT.api().newPerson("owner");

  private static Reply refresh(TestServer node, Person holder) {
    return node.api()
        .post("/api/token/refresh/", new JsonObject().put("refresh", holder.refresh()));
  }

  private static Person refreshed(TestServer node, Person holder) {
    return holder.as(refresh(node, holder).json());
  }

  private static int me(TestServer node, Person holder) {
    return node.api().as(holder.access()).get("/api/users/me/").status();
  }

  private Person loggedIn() {
    JsonObject login =
        new JsonObject().put("username", person.username()).put("password", Api.PASSWORD);
    return person.as(STRICT.api().post("/api/token/", login).json());
  }

  private static void assertEnded(TestServer node, Person holder) {
    Reply reply = refresh(node, holder);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo("{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
  }

  @Test
  void allTokensOfItsLoginEndAndThoseOfAnotherLoginDoNot() {
    Person other = loggedIn();
    Person second = refreshed(STRICT, person);
    Person third = refreshed(STRICT, second);
    RawSocket socket = SOCKETS.logIn(third);
    RawSocket others = SOCKETS.logIn(other);
    assertEnded(STRICT, person);
    for (Person holder : List.of(person, second, third)) {
      assertEnded(STRICT, holder);
      assertThat(me(STRICT, holder)).isEqualTo(401);
    }
    assertThat(socket.closeCode()).isEqualTo(4403);
    others.settle();
    assertThat(me(STRICT, refreshed(STRICT, other))).isEqualTo(200);
  }

  @Test
  void onEveryNode() {
    Person second = refreshed(STRICT, person);
    assertThat(me(LENIENT, second)).isEqualTo(200);
    assertEnded(STRICT, person);
    assertEnded(LENIENT, second);
    Await.until("the other node knows", () -> me(LENIENT, second) == 401);
  }

  /** As tokens of a Django backend, and those that were made before the setting. */
  @Test
  void aTokenThatNamesNoFamilyBeginsOne() {
    JsonObject login =
        new JsonObject().put("username", person.username()).put("password", Api.PASSWORD);
    Person first = person.as(LENIENT.api().post("/api/token/", login).json());
    Person second = refreshed(STRICT, first);
    Person third = refreshed(STRICT, second);
    assertEnded(STRICT, second);
    assertEnded(STRICT, third);
  }

  @Test
  void unlessTheOperatorWantsItNothingMoreHappensAndTokensSayNothingMore() {
    JsonObject login =
        new JsonObject().put("username", person.username()).put("password", Api.PASSWORD);
    Person first = person.as(LENIENT.api().post("/api/token/", login).json());
    Person second = refreshed(LENIENT, first);
    assertEnded(LENIENT, first);
    assertThat(me(LENIENT, second)).isEqualTo(200);
    assertThat(refresh(LENIENT, second).status()).isEqualTo(200);
    String claims =
        new String(
            Base64.getUrlDecoder().decode(second.refresh().split("\\.", -1)[1]),
            StandardCharsets.UTF_8);
    assertThat(new JsonObject(claims).fieldNames())
        .containsExactlyInAnyOrder("token_type", "exp", "iat", "jti", "user_id");
  }
}
