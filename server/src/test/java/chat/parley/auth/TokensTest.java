package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.fixture.SignedToken;
import chat.parley.fixture.TestServer;
import chat.parley.users.UserId;
import com.nimbusds.jose.JWSObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final long NOW = 1_800_000_000;
  private static final String INVALID = "Token is invalid or expired";
  private static final String GOOD =
      "{\"token_type\":\"access\",\"exp\":1800000060,\"iat\":1800000000,\"jti\":\"j\",\"user_id\":7}";

  private final Tokens tokens = tokens(TestServer.SIGNING_KEY);

  private static Tokens tokens(String key) {
    return new Tokens(
        key.getBytes(StandardCharsets.UTF_8),
        Duration.ofMinutes(30),
        Duration.ofDays(7),
        Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
  }

  private void assertRefused(String token, String text) {
    assertThatThrownBy(() -> tokens.read(token)).isInstanceOf(TokenRefusal.class).hasMessage(text);
  }

  /** A token with these claims in place of its own. */
  private static String token(String claims) {
    return SignedToken.of("{\"token_type\":\"access\",\"jti\":\"j\",\"user_id\":7," + claims + "}");
  }

  @Test
  void aTokenIsWrittenAsSimplejwtWritesIt() throws Exception {
    JWSObject access = JWSObject.parse(tokens.access(new UserId(7)));
    assertThat(access.getHeader().toJSONObject())
        .containsOnly(Map.entry("alg", "HS256"), Map.entry("typ", "JWT"));
    var claims = access.getPayload().toJSONObject();
    assertThat(claims).containsOnlyKeys("token_type", "exp", "iat", "jti", "user_id");
    assertThat(claims)
        .containsEntry("token_type", "access")
        .containsEntry("exp", NOW + 1_800)
        .containsEntry("iat", NOW)
        .containsEntry("user_id", 7L);
    assertThat((String) claims.get("jti")).matches("[0-9a-f]{32}");
    var refresh =
        JWSObject.parse(tokens.pair(new UserId(7), Instant.EPOCH, false).refresh())
            .getPayload()
            .toJSONObject();
    assertThat(refresh)
        .containsEntry("token_type", "refresh")
        .containsEntry("exp", NOW + 7 * 86_400);
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    Token token = tokens.read(tokens.access(new UserId(7))).ofType(TokenType.ACCESS);
    assertThat(token.user()).hasValue(new UserId(7));
    assertThat(token.expires()).isEqualTo(Instant.ofEpochSecond(NOW + 1_800));
  }

  @Test
  void aNewPairKeepsWhatSomebodyAddedAndNothingElse() throws Exception {
    Token old =
        tokens.read(
            SignedToken.of(
                "{\"token_type\":\"refresh\",\"exp\":1800000001,\"iat\":5,\"jti\":\"old\","
                    + "\"user_id\":7,\"team\":[\"red\",null],\"aud\":null}"));
    TokenPair pair = tokens.pairFrom(old, false);
    for (String written : List.of(pair.access(), pair.refresh())) {
      Token token = tokens.read(written);
      assertThat(token.claims().get("team")).asString().isEqualTo("[red, null]");
      assertThat(token.claims()).containsEntry("user_id", 7).containsEntry("iat", (int) NOW);
      assertThat(token.id()).isNotEqualTo("old");
      assertThat(token.expires()).isAfter(old.expires());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a.b",
        "a.b.c",
        "..",
        "a.b.c.d",
        "e30.e30.",
        "null",
        "\u0000",
        "é.é.é",
        "....."
      })
  void whatIsNoTokenIsInvalid(String text) {
    assertRefused(text, INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"HS384\"}",
        "{\"alg\":\"HS512\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"hs256\"}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}",
        "{}",
        "[]",
        "null",
        "x"
      })
  void onlyItsOwnAlgorithmIsTaken(String header) {
    assertRefused(SignedToken.of(header, GOOD, TestServer.SIGNING_KEY), INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "!", "==", " ", "é", "A"})
  void whatStandsBehindTheSignatureMakesItInvalid(String more) {
    assertRefused(tokens.access(new UserId(7)) + more, "Token is invalid or expired");
  }

  @Test
  void aTokenWithoutASignatureIsInvalid() {
    String token = SignedToken.of("{\"alg\":\"none\"}", GOOD, "any key");
    assertRefused(token.substring(0, token.lastIndexOf('.') + 1), INVALID);
    String good = SignedToken.of(GOOD);
    assertRefused(good.substring(0, good.lastIndexOf('.') + 1), INVALID);
  }

  @Test
  void aTokenOfAnotherKeyIsInvalidHoweverMuchElseIsWrong() {
    assertRefused(SignedToken.of(SignedToken.HEADER, GOOD, "another key"), INVALID);
    assertRefused(tokens("another-key-that-is-long-enough-1234").access(new UserId(7)), INVALID);
    assertRefused(SignedToken.of(SignedToken.HEADER, "{}", "another key"), INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "1", "\"a\"", "{", "{\"exp\":}"})
  void claimsThatAreNoObjectAreInvalid(String claims) {
    assertRefused(SignedToken.of(claims), INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"exp\":1800000001",
        "\"exp\":1800000001.9",
        "\"exp\":\"1800000001\"",
        "\"exp\":253402300799",
        "\"exp\":1800000001,\"iat\":1800000000",
        "\"exp\":1800000001,\"iat\":1800000010",
        "\"exp\":1800000001,\"nbf\":1800000000",
        "\"exp\":1800000001,\"iat\":-5,\"nbf\":0"
      })
  void aTokenIsGoodFromItsBeginningToTheSecondBeforeItsEnd(String times) throws Exception {
    assertThat(tokens.read(token(times)).user()).hasValue(new UserId(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"exp\":1800000000",
        "\"exp\":0",
        "\"exp\":-1",
        "\"exp\":1e400",
        "\"exp\":null",
        "\"exp\":\"\"",
        "\"exp\":\"soon\"",
        "\"exp\":[]",
        "\"exp\":253402300800",
        "\"exp\":99999999999999",
        "\"exp\":1800000001,\"iat\":1800000011",
        "\"exp\":1800000001,\"nbf\":1800000001",
        "\"exp\":1800000001,\"iat\":\"x\"",
        "\"exp\":1800000001,\"nbf\":{}",
        "\"nbf\":1800000001"
      })
  void aTokenOfAnotherTimeIsInvalid(String times) {
    assertRefused(token(times), INVALID);
  }

  @Test
  void timesAreCheckedBeforeTheEndIsMissed() {
    assertRefused(token("\"iat\":1800000000"), "Token has no 'exp' claim");
    assertRefused(token("\"iat\":1800000011"), INVALID);
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> tokens("x".repeat(31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key must have at least 32 bytes");
  }
}
