package chat.parley.bench.data;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs access tokens with the key that the server was given, as a backend that shares it does: logging in a
 * thousand users by their passwords would take longer than the rest of a quick run.
 */
public final class AccessTokens {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final SecretKeySpec key;
  private final Instant now = Instant.now();

  public AccessTokens(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** A token of a user, by the user's id (RFC 7519, with the claims of simplejwt). */
  public String of(long user) {
    String claims =
        "{\"token_type\":\"access\",\"exp\":%d,\"iat\":%d,\"jti\":\"%032x\",\"user_id\":%d}"
            .formatted(now.plus(LIFETIME).getEpochSecond(), now.getEpochSecond() - 1, user, user);
    String signed = HEADER + "." + encode(claims);
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return signed
          + "."
          + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
