package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Reply;
import chat.parley.fixture.SignedToken;
import chat.parley.fixture.TestIssuer;
import chat.parley.fixture.TestServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks that RFC 8725 lists, each against a server with an issuer of its own. */
class TokenAttacksTest {
  private static final RSAKey KEY = TestIssuer.rsa("key");
  private static final RSAKey STRANGER = TestIssuer.rsa("key");

  private static TestIssuer issuer;
  private static TestServer server;

  @BeforeAll
  static void open() throws Exception {
    issuer = new TestIssuer().open(KEY);
    server =
        TestServer.withDefaults()
            .with("PARLEY_JWKS_URL", issuer.url())
            .with("PARLEY_JWT_ISSUER", TestIssuer.NAME)
            .with("PARLEY_JWT_AUDIENCE", TestIssuer.AUDIENCE);
    server.start();
    assertThat(me(TestIssuer.token(KEY, TestIssuer.claims("ada"))).status()).isEqualTo(200);
  }

  @AfterAll
  static void close() {
    server.close();
    issuer.close();
  }

  private static Reply me(String token) {
    return server.api().as(token).get("/api/users/me/");
  }

  private static void assertRefused(String token) {
    Reply reply = me(token);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().getString("code")).isEqualTo("token_not_valid");
    assertThat(reply.body()).doesNotContain(token);
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key");
  }

  /** 2.1, 3.1: the algorithm is what the key is for. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
  void noSignatureIsNoToken(String algorithm) throws Exception {
    String header = "{\"alg\":\"%s\",\"kid\":\"key\"}".formatted(algorithm);
    assertRefused(TestIssuer.token(header, TestIssuer.claims("ada"), text -> new byte[0]));
  }

  /** 2.1: a public key is no secret. */
  @Test
  void aPublicKeyIsNotTakenForASharedSecret() throws Exception {
    String claims =
        new JsonObject(TestIssuer.claims("1"))
            .put("user_id", 1)
            .put("token_type", "access")
            .put("jti", "x")
            .encode();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEY.toRSAPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    String header = "{\"alg\":\"HS256\",\"kid\":\"key\"}";
    for (String secret :
        List.of(pem, pem.strip(), KEY.toPublicJWK().toJSONString(), KEY.getModulus().toString())) {
      assertRefused(SignedToken.of(header, claims, secret));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256", "ES256", "EdDSA", "HS256"})
  void aKeyIsGoodForOneAlgorithmAlone(String algorithm) throws Exception {
    JWSHeader header = header().build();
    String[] parts = TestIssuer.token(header, KEY, TestIssuer.claims("ada")).split("\\.", -1);
    String other = "{\"alg\":\"%s\",\"kid\":\"key\"}".formatted(algorithm);
    assertRefused(
        TestIssuer.token(
            other, TestIssuer.claims("ada"), text -> Base64.getUrlDecoder().decode(parts[2])));
  }

  /** 2.2, 3.5: a weak key is not used at all; 3.3: nor a signature that does not fit. */
  @Test
  void aTokenSignedByAStrangerOrChangedIsRefused() {
    assertRefused(TestIssuer.token(STRANGER, TestIssuer.claims("ada")));
    String good = TestIssuer.token(KEY, TestIssuer.claims("ada"));
    String[] parts = good.split("\\.", -1);
    String eve = TestIssuer.token(STRANGER, TestIssuer.claims("eve")).split("\\.", -1)[1];
    assertRefused(parts[0] + "." + eve + "." + parts[2]);
    assertRefused(parts[0] + "." + parts[1] + ".");
    assertRefused(parts[0] + "." + parts[1]);
  }

  /** 2.7, 2.8, 3.8, 3.9: made by somebody else, or for somebody else. */
  @ParameterizedTest
  @CsvSource({
    "iss, https://evil.example",
    "iss, https://login.example/",
    "aud, other",
    "aud, chat2",
    "exp, soon",
    "iat, now"
  })
  void aWrongClaimIsRefused(String name, String value) {
    Map<String, Object> claims = TestIssuer.claims("ada");
    claims.put(name, value);
    assertRefused(TestIssuer.token(KEY, claims));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "exp", "sub"})
  void aMissingClaimIsRefused(String name) {
    Map<String, Object> claims = TestIssuer.claims("ada");
    claims.remove(name);
    assertRefused(TestIssuer.token(KEY, claims));
  }

  @ParameterizedTest
  @CsvSource({"nbf, 30", "iat, 30", "exp, -30"})
  void clocksMayDifferByTenSecondsAndNotByThirty(String name, long seconds) {
    Map<String, Object> claims = TestIssuer.claims("ada");
    claims.put(name, Instant.now().getEpochSecond() + seconds);
    assertRefused(TestIssuer.token(KEY, claims));
    claims.put(name, Instant.now().getEpochSecond() + seconds / 6);
    assertThat(me(TestIssuer.token(KEY, claims)).status()).isEqualTo(200);
  }

  /** 2.9, 3.10: what a token brings along is not believed. */
  @Test
  void aKeyThatATokenBringsAlongIsNotUsed() {
    JWSHeader bringing =
        header()
            .jwk(STRANGER.toPublicJWK())
            .jwkURL(java.net.URI.create(issuer.url()))
            .x509CertURL(java.net.URI.create("http://169.254.169.254/"))
            .build();
    int before = issuer.asked();
    assertRefused(TestIssuer.token(bringing, STRANGER, TestIssuer.claims("ada")));
    assertThat(issuer.asked()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "' OR '1'='1", "key\\u0000", "http://evil.example/k", "KEY"})
  void aKeyIdIsOnlyComparedWithTheKnownOnes(String id) throws Exception {
    String header = "{\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(id);
    assertRefused(TestIssuer.token(header, TestIssuer.claims("ada"), text -> new byte[256]));
  }

  /** 3.11: a token of another kind; and RFC 7515, 4.1.11: what is critical and not understood. */
  @Test
  void aTokenOfAnotherKindIsRefused() {
    for (String type : List.of("logout+jwt", "dpop+jwt", "secevent+jwt")) {
      JWSHeader other = header().type(new com.nimbusds.jose.JOSEObjectType(type)).build();
      assertRefused(TestIssuer.token(other, KEY, TestIssuer.claims("ada")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\\\"exp\\\"]", "[\\\"b64\\\"]", "[\\\"x\\\"]"})
  void whatIsCriticalIsNotPassedOver(String critical) throws Exception {
    String header =
        "{\"alg\":\"RS256\",\"kid\":\"key\",\"b64\":true,\"x\":1,\"crit\":%s}"
            .formatted(critical.replace("\\", ""));
    assertRefused(
        TestIssuer.token(
            header,
            TestIssuer.claims("ada"),
            text -> {
              var signature = java.security.Signature.getInstance("SHA256withRSA");
              try {
                signature.initSign(KEY.toRSAPrivateKey());
              } catch (com.nimbusds.jose.JOSEException e) {
                throw new IllegalStateException(e);
              }
              signature.update(text);
              return signature.sign();
            }));
  }

  /** 2.4, 2.6: neither five parts nor bombs. */
  @Test
  void whatIsNoSignedTokenIsRefusedUnread() {
    assertRefused("a.b.c.d.e");
    Map<String, Object> claims = TestIssuer.claims("ada");
    claims.put("filling", "x".repeat(11_000));
    assertThat(me(TestIssuer.token(KEY, claims)).status()).isIn(200, 401, 431, 400);
    claims.put("filling", "x".repeat(1 << 20));
    String bomb = TestIssuer.token(KEY, claims);
    assertThat(IssuedTokens.candidate(bomb)).isEmpty();
  }
}
