package chat.parley.auth;

import chat.parley.config.Issuer;
import chat.parley.http.Json;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import io.vertx.core.Future;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an issuer's tokens by the rules of RFC 8725. Of the header, {@code alg}, {@code kid}, {@code typ}
 * and {@code crit} are looked at, and nothing that would bring a key along ({@code jwk, jku, x5u, x5c}).
 */
final class IssuedTokens {
  /** How far the issuer's clock may be from this one. */
  static final Duration SKEW = Duration.ofSeconds(10);

  /** The longest token, in characters: more than a request's head may have. */
  private static final int MOST_CHARACTERS = 16 * 1024;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
  private static final Set<JOSEObjectType> TYPES =
      Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));
  private static final Pattern STORABLE = Pattern.compile("[^\\x00\\p{Cs}]{1,255}");

  private final Issuer issuer;
  private final IssuerKeys keys;
  private final Clock clock;

  /**
   * What a good token says.
   *
   * @param user the issuer's name for the user
   * @param username what the user would like to be called, or null
   */
  record Claims(String user, @Nullable String username, Instant issued, Instant expires) {}

  IssuedTokens(Issuer issuer, IssuerKeys keys, Clock clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.clock = clock;
  }

  int generation() {
    return keys.generation();
  }

  /** The token, if it is one that an issuer could have signed: an HS256 one never is. */
  static Optional<JWSObject> candidate(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      return Optional.of(JWSObject.parse(text))
          .filter(token -> ALGORITHMS.contains(token.getHeader().getAlgorithm()));
    } catch (ParseException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /** Fails with a {@link TokenRefusal}, or with {@code Unavailable} while there are no keys at all. */
  Future<Claims> read(JWSObject token) {
    JOSEObjectType type = token.getHeader().getType();
    boolean critical = token.getHeader().getCriticalParams() != null;
    if (critical || (type != null && !TYPES.contains(type))) {
      return refused(TokenRefusal.INVALID);
    }
    return keys.key(token.getHeader().getKeyID(), token.getHeader().getAlgorithm())
        .compose(key -> {
          if (key.isEmpty() || !isSigned(token, key.get())) {
            return refused(TokenRefusal.INVALID);
          }
          try {
            return Future.succeededFuture(claims(token));
          } catch (TokenRefusal refusal) {
            return Future.failedFuture(refusal);
          }
        });
  }

  private static <T> Future<T> refused(String text) {
    return Future.failedFuture(new TokenRefusal(text));
  }

  private static boolean isSigned(JWSObject token, IssuerKey key) {
    try {
      return key.check().isSigned(token.getHeader(), token.getSigningInput(), token.getSignature());
    } catch (JOSEException | GeneralSecurityException | RuntimeException unsigned) {
      return false;
    }
  }

  private Claims claims(JWSObject token) throws TokenRefusal {
    if (!(decoded(token) instanceof Map<?, ?> claims)) {
      throw new TokenRefusal(TokenRefusal.INVALID);
    }
    Instant now = clock.instant();
    if (claims.get("exp") == null) {
      throw new TokenRefusal("Token has no 'exp' claim");
    }
    Instant expires = instant(claims, "exp", Instant.MIN).plus(SKEW);
    Instant issued = instant(claims, "iat", Instant.EPOCH);
    Instant latest = now.plus(SKEW);
    boolean inTime =
        expires.isAfter(now)
            && !issued.isAfter(latest)
            && !instant(claims, "nbf", Instant.EPOCH).isAfter(latest);
    if (!inTime || !issuer.name().equals(claims.get("iss")) || !isForUs(claims.get("aud"))) {
      throw new TokenRefusal(TokenRefusal.INVALID);
    }
    return new Claims(user(claims), username(claims), issued, expires);
  }

  private static @Nullable Object decoded(JWSObject token) {
    try {
      return Json.decode(token.getPayload().toBytes());
    } catch (RuntimeException notJson) {
      return null;
    }
  }

  /** One audience as a text, or several as a list (RFC 7519, 4.1.3). */
  private boolean isForUs(@Nullable Object audience) {
    return issuer.audience().equals(audience)
        || (audience instanceof List<?> several && several.contains(issuer.audience()));
  }

  private String user(Map<?, ?> claims) throws TokenRefusal {
    for (String name : issuer.userClaims()) {
      Object value = claims.get(name);
      if (value instanceof String text && STORABLE.matcher(text).matches()) {
        return text;
      }
      if (value instanceof Long || value instanceof Integer) {
        return value.toString();
      }
    }
    throw new TokenRefusal("Token contained no recognizable user identification");
  }

  private @Nullable String username(Map<?, ?> claims) {
    for (String name : issuer.usernameClaims()) {
      if (claims.get(name) instanceof String text) {
        return text;
      }
    }
    return null;
  }

  private static Instant instant(Map<?, ?> claims, String name, Instant otherwise)
      throws TokenRefusal {
    Object value = claims.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && Math.abs(number.doubleValue()) < 1e11) {
      return Instant.ofEpochSecond(number.longValue());
    }
    throw new TokenRefusal(TokenRefusal.INVALID);
  }
}
