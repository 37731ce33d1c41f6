package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestIssuer;
import chat.parley.fixture.TestIssuer.Edwards;
import chat.parley.fixture.TestServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a real issuer, whose keys come over HTTP, come and go. */
class OwnIssuerTest {
  private static final RSAKey FIRST = TestIssuer.rsa("first");
  private static final RSAKey SECOND = TestIssuer.rsa("second");

  private TestIssuer issuer;
  private TestServer server;

  @BeforeEach
  void open() throws Exception {
    issuer = new TestIssuer().open(FIRST);
    server = server(issuer);
  }

  private static TestServer server(TestIssuer issuer) throws Exception {
    TestServer server =
        TestServer.withDefaults()
            .with("PARLEY_JWKS_URL", issuer.url())
            .with("PARLEY_JWT_ISSUER", TestIssuer.NAME)
            .with("PARLEY_JWT_AUDIENCE", TestIssuer.AUDIENCE);
    server.start();
    return server;
  }

  @AfterEach
  void close() {
    server.close();
    issuer.close();
  }

  private Reply me(String token) {
    return server.api().as(token).get("/api/users/me/");
  }

  @Test
  void aUserSeenForTheFirstTimeHasAnAccountAndKeepsIt() {
    Map<String, Object> claims = TestIssuer.claims("auth0|17");
    claims.put("preferred_username", "ada");
    JsonObject ada = me(TestIssuer.token(FIRST, claims)).json();
    assertThat(ada.getString("username")).isEqualTo("ada");
    claims.put("preferred_username", "countess");
    assertThat(me(TestIssuer.token(FIRST, claims)).json()).isEqualTo(ada);
  }

  @Test
  void manyRequestsAtOnceMakeOneAccount() {
    String token = TestIssuer.token(FIRST, TestIssuer.claims("rush"));
    assertThat(IntStream.range(0, 20).parallel().mapToLong(i -> me(token).id()).distinct().count())
        .isEqualTo(1);
  }

  @Test
  void aUsernameIsMadeValidAndTheOnlyOne() {
    Map<String, Object> claims = TestIssuer.claims("one");
    claims.put("preferred_username", "Grace Hopper!");
    assertThat(me(TestIssuer.token(FIRST, claims)).json().getString("username"))
        .isEqualTo("Grace-Hopper-");
    claims.put("sub", "two");
    assertThat(me(TestIssuer.token(FIRST, claims)).json().getString("username"))
        .isEqualTo("Grace-Hopper--2");
    claims.put("sub", "three");
    claims.remove("preferred_username");
    assertThat(me(TestIssuer.token(FIRST, claims)).json().getString("username")).isEqualTo("user");
  }

  @Test
  void suchAnAccountHasNoPasswordToLogInWith() {
    Map<String, Object> claims = TestIssuer.claims("nobody");
    claims.put("username", "nobody");
    assertThat(me(TestIssuer.token(FIRST, claims)).status()).isEqualTo(200);
    JsonObject login = new JsonObject().put("username", "nobody").put("password", "!");
    assertThat(server.api().post("/api/token/", login).status()).isEqualTo(401);
  }

  @Test
  void loggingInHereGoesOnAndANumberIsAUserOnlyInOwnTokens() {
    Api.Person local = server.api().newPerson("local");
    assertThat(local.api().get("/api/users/me/").id()).isEqualTo(local.id());
    Map<String, Object> claims = TestIssuer.claims("x");
    claims.put("user_id", local.id());
    assertThat(me(TestIssuer.token(FIRST, claims)).id()).isNotEqualTo(local.id());
  }

  @Test
  void keysOfAllThreeAlgorithmsAreGood() throws Exception {
    ECKey curve = TestIssuer.ec("curve");
    Edwards edwards = TestIssuer.edwards("edwards");
    issuer.show(FIRST, curve, edwards.key());
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build();
    assertThat(me(TestIssuer.token(header, curve, TestIssuer.claims("a"))).status()).isEqualTo(200);
    String edwardsHeader = "{\"alg\":\"EdDSA\",\"kid\":\"edwards\",\"typ\":\"at+jwt\"}";
    String token = TestIssuer.token(edwardsHeader, TestIssuer.claims("b"), edwards.signer());
    assertThat(me(token).status()).isEqualTo(200);
  }

  @Test
  void aNewKeyIsGoodAtOnceAndOneTakenBackNoMore() {
    String old = TestIssuer.token(FIRST, TestIssuer.claims("ada"));
    assertThat(me(old).status()).isEqualTo(200);
    issuer.show(SECOND);
    assertThat(me(TestIssuer.token(SECOND, TestIssuer.claims("ada"))).status()).isEqualTo(200);
    assertThat(me(old).status()).isEqualTo(401);
  }

  @Test
  void anIssuerThatIsAwayHarmsNoKnownKey() {
    assertThat(me(TestIssuer.token(FIRST, TestIssuer.claims("ada"))).status()).isEqualTo(200);
    issuer.close();
    assertThat(me(TestIssuer.token(SECOND, TestIssuer.claims("ada"))).status()).isEqualTo(401);
    assertThat(me(TestIssuer.token(FIRST, TestIssuer.claims("bob"))).status()).isEqualTo(200);
  }

  @Test
  void madeUpKeysDoNotMakeTheIssuerWork() {
    for (int i = 0; i < 50; i++) {
      RSAKey madeUp = new RSAKey.Builder(SECOND).keyID("made up " + i).build();
      assertThat(me(TestIssuer.token(madeUp, TestIssuer.claims("eve"))).status()).isEqualTo(401);
    }
    assertThat(issuer.asked()).isLessThan(10);
  }

  @Test
  void theServerStartsWhileTheIssuerIsAwayAndTakesItsKeysWhenItComes() throws Exception {
    issuer.close();
    TestServer early = server(issuer);
    String token = TestIssuer.token(FIRST, TestIssuer.claims("ada"));
    assertThat(early.api().as(token).get("/api/users/me/").status()).isEqualTo(503);
    issuer.open(FIRST);
    Await.until(
        "the keys are there", () -> early.api().as(token).get("/api/users/me/").status() == 200);
    early.close();
  }
}
