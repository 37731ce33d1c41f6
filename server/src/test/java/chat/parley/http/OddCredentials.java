package chat.parley.http;

import chat.parley.fixture.SignedToken;
import chat.parley.fixture.TestServer;
import java.util.List;
import java.util.Random;

/** Authorization headers that are not quite right. */
final class OddCredentials {
  private static final List<String> HEADERS =
      List.of(
          "",
          "{}",
          "[]",
          "null",
          "{\"alg\":\"none\"}",
          "{\"alg\":\"HS256\"}",
          "{\"alg\":\"HS512\"}",
          "{\"alg\":\"RS256\"}",
          "{\"alg\":1}",
          "{\"alg\":null}",
          "{\"alg\":\"\"}",
          "{\"typ\":\"JWT\"}",
          "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
          "{\"alg\":\"HS256\",\"crit\":[]}",
          "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}",
          "{\"alg\":\"HS256\",\"typ\":1}",
          "{\"alg\":\"HS256\",\"jwk\":{}}",
          "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
          "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\",\"d\":\"AQ\"}}",
          "{\"alg\":\"HS256\",\"x5c\":[\"AAAA\"],\"x5u\":\"::\"}",
          "{\"alg\":\"HS256\",\"enc\":\"A128GCM\"}",
          "{\"alg\":\"HS256\",\"jku\":\"http://[\"}",
          "{\"alg\":\"HS256\",\"kid\":{}}",
          "{\"alg\":\"HS256\",\"alg\":\"none\"}",
          "{\"alg\":\"HS256\",\"cty\":[[]]}",
          "[".repeat(3_000),
          "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
          "\u0000",
          "{\"alg\":\"HS256\",\"\ud83d\ude00\":1}");
  private static final List<String> CLAIMS =
      List.of(
          "",
          "{}",
          "[]",
          "null",
          "1",
          "\"a\"",
          "{\"exp\":4000000000}",
          claims("\"user_id\":null"),
          claims("\"user_id\":-1"),
          claims("\"user_id\":0"),
          claims("\"user_id\":1.5"),
          claims("\"user_id\":1e400"),
          claims("\"user_id\":[]"),
          claims("\"user_id\":{}"),
          claims("\"user_id\":true"),
          claims("\"user_id\":\"\""),
          claims("\"user_id\":\"1\""),
          claims("\"user_id\":\"99999999999999999999\""),
          claims("\"user_id\":9223372036854775807"),
          claims("\"user_id\":9223372036854775808"),
          claims("\"user_id\":\"\\u0000\""),
          claims("\"user_id\":\"\\ud800\""),
          "{\"token_type\":\"access\",\"exp\":1e400,\"jti\":\"j\",\"user_id\":1}",
          "{\"token_type\":\"access\",\"exp\":\"4000000000\",\"jti\":\"j\",\"user_id\":1}",
          "{\"token_type\":\"access\",\"exp\":99999999999999,\"jti\":\"j\",\"user_id\":1}",
          "{\"token_type\":\"access\",\"exp\":-1,\"jti\":\"j\",\"user_id\":1}",
          "{\"token_type\":[],\"exp\":4000000000,\"jti\":1,\"user_id\":1}",
          claims("\"user_id\":1,\"nbf\":\"x\",\"iat\":{}"),
          claims("\"user_id\":1,\"iat\":1e308"));

  private final Random random;

  OddCredentials(Random random) {
    this.random = random;
  }

  private static String claims(String more) {
    return "{\"token_type\":\"access\",\"exp\":4000000000,\"jti\":\"j\"," + more + "}";
  }

  /** Something like the credentials of a request. */
  String next(Draft draft) {
    String good =
        draft.headers().stream()
            .filter(header -> header.name().equals("Authorization"))
            .map(Draft.Header::value)
            .findFirst()
            .orElse("Bearer a.b.c");
    int place = random.nextInt(good.length() + 1);
    return switch (random.nextInt(10)) {
      case 0 -> good.substring(0, place);
      case 1 ->
          good.substring(0, place) + (char) (32 + random.nextInt(220)) + good.substring(place);
      case 2 -> good.toLowerCase(java.util.Locale.ROOT);
      case 3 -> good + " more";
      case 4 ->
          good.replace("Bearer", any(List.of("Basic", "Token", "", "Bearer Bearer", "\u00e9")));
      case 5 ->
          "Bearer "
              + any(List.of("", ".", "..", "...", "a.b", "\u00e9.\u00e9.\u00e9", "e30.e30.e30"));
      case 6, 7 -> "Bearer " + SignedToken.of(any(CLAIMS));
      case 8 ->
          "Bearer " + SignedToken.of(SignedToken.HEADER, any(CLAIMS), "another key, too short");
      default -> "Bearer " + SignedToken.of(any(HEADERS), any(CLAIMS), TestServer.SIGNING_KEY);
    };
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
