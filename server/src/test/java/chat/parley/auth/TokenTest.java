package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.fixture.SignedToken;
import chat.parley.fixture.TestServer;
import chat.parley.users.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the claims say once signature and times are right. */
class TokenTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

  private final Tokens tokens =
      new Tokens(
          TestServer.SIGNING_KEY.getBytes(StandardCharsets.UTF_8),
          Duration.ofMinutes(30),
          Duration.ofDays(7),
          CLOCK);

  private Token read(String claims) throws TokenRefusal {
    return tokens.read(SignedToken.of(claims));
  }

  @Test
  void theIdIsCheckedBeforeTheType() throws Exception {
    String end = "{\"exp\":1800000001";
    assertThatThrownBy(() -> read(end + "}").ofType(TokenType.ACCESS))
        .hasMessage("Token has no id");
    assertThatThrownBy(() -> read(end + ",\"jti\":\"j\"}").ofType(TokenType.ACCESS))
        .hasMessage("Token has no type");
    assertThatThrownBy(
            () -> read(end + ",\"jti\":\"j\",\"token_type\":\"access\"}").ofType(TokenType.REFRESH))
        .hasMessage("Token has wrong type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "\"\\u0000\"", "\"\\ud800\"", "[]"})
  void anIdThatCannotBeRememberedIsNone(String id) throws Exception {
    Token token = read("{\"exp\":1800000001,\"jti\":%s}".formatted(id));
    assertThatThrownBy(token::id).hasMessage("Token has no id");
  }

  @Test
  void anIdIsOf255CharactersAtMost() throws Exception {
    String claims = "{\"exp\":1800000001,\"jti\":\"%s\"}";
    assertThat(read(claims.formatted("x".repeat(255))).id()).hasSize(255);
    Token token = read(claims.formatted("x".repeat(256)));
    assertThatThrownBy(token::id).hasMessage("Token has no id");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "'\"7\"', 7", "9007199254740993, 9007199254740993", "'\"007\"', 7"})
  void aUserIsNamedByANumberOrItsText(String claim, long user) throws Exception {
    Token token = read("{\"exp\":1800000001,\"user_id\":" + claim + "}");
    assertThat(token.user()).hasValue(new UserId(user));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "1.5",
        "[]",
        "{}",
        "\"\"",
        "\"x\"",
        "\"-1\"",
        "\" 7\"",
        "\"٧\"",
        "9223372036854775808",
        "\"99999999999999999999\""
      })
  void whatCanBeNoUserNamesNobody(String claim) throws Exception {
    Token token = read("{\"exp\":1800000001,\"user_id\":" + claim + "}");
    assertThat(token.user()).isEmpty();
  }
}
