package chat.parley.auth;

import chat.parley.http.Json;
import chat.parley.users.UserId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads JSON Web Tokens (RFC 7519, HS256) with the claims of simplejwt: {@code token_type,
 * exp, iat, jti, user_id}. A token is read in the order PyJWT reads it: signature, times, claims.
 */
public final class Tokens {
  /** By how much the clocks of nodes may differ: what one has issued is good on the others at once. */
  private static final long MOST_SKEW_SECONDS = 10;

  /** 32 bytes in base64url; the parser would read over what is no letter of it. */
  private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9_-]{43}=?");

  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
  private static final Set<String> NOT_COPIED =
      Set.of(Token.TYPE, Token.EXPIRES, Token.ISSUED, Token.ID);

  /** Python's dates end before it, and a database's not long after. */
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private final Clock clock;
  private final Duration accessLifetime;
  private final Duration refreshLifetime;
  private final MACSigner signer;
  private final MACVerifier verifier;

  /**
   * @param key at least 32 bytes
   */
  public Tokens(byte[] key, Duration accessLifetime, Duration refreshLifetime, Clock clock) {
    this.clock = clock;
    this.accessLifetime = accessLifetime;
    this.refreshLifetime = refreshLifetime;
    try {
      this.signer = new MACSigner(key);
      this.verifier = new MACVerifier(key);
    } catch (KeyLengthException e) {
      throw new IllegalArgumentException("the key must have at least 32 bytes", e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new access token of a user. */
  public String access(UserId user) {
    return write(TokenType.ACCESS, Map.of(Token.USER, user.value()));
  }

  /**
   * What a login gives.
   *
   * @param after when the account's tokens were called back for the last time; long ago if never
   * @param family whether the two, and what they are renewed to, say that they came of the same login
   */
  TokenPair pair(UserId user, Instant after, boolean family) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put(Token.USER, user.value());
    if (after.isAfter(Instant.EPOCH)) {
      claims.put(Token.AFTER, ChronoUnit.MICROS.between(Instant.EPOCH, after));
    }
    if (family) {
      claims.put(Token.FAMILY, newId());
    }
    return pair(claims);
  }

  /** What takes a used refresh token's place, with the claims that somebody added to it. */
  TokenPair pairFrom(Token refresh, boolean family) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>(refresh.claims());
    if (family) {
      claims.putIfAbsent(Token.FAMILY, refresh.claims().get(Token.ID));
    }
    return pair(claims);
  }

  private TokenPair pair(Map<String, @Nullable Object> claims) {
    return new TokenPair(write(TokenType.ACCESS, claims), write(TokenType.REFRESH, claims));
  }

  /**
   * Reads a token of any type.
   *
   * @throws TokenRefusal if it is malformed, signed by another key or algorithm, or not of this time
   */
  Token read(String text) throws TokenRefusal {
    Map<String, @Nullable Object> claims = verified(text);
    Instant now = clock.instant();
    if (claims.containsKey("nbf") && seconds(claims, "nbf") > now.getEpochSecond()) {
      throw new TokenRefusal(TokenRefusal.INVALID);
    }
    if (claims.containsKey(Token.ISSUED)
        && seconds(claims, Token.ISSUED) > now.getEpochSecond() + MOST_SKEW_SECONDS) {
      throw new TokenRefusal(TokenRefusal.INVALID);
    }
    if (!claims.containsKey(Token.EXPIRES)) {
      throw new TokenRefusal("Token has no 'exp' claim");
    }
    Instant expires = Instant.ofEpochSecond(seconds(claims, Token.EXPIRES));
    if (!expires.isAfter(now) || !expires.isBefore(YEAR_10000)) {
      throw new TokenRefusal(TokenRefusal.INVALID);
    }
    return new Token(claims, expires);
  }

  /** Whether a token that ends then is good until then. */
  boolean isToCome(Instant expires) {
    return expires.isAfter(clock.instant());
  }

  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> verified(String text) throws TokenRefusal {
    try {
      JWSObject token = JWSObject.parse(text);
      boolean ours =
          SIGNATURE.matcher(text.substring(text.lastIndexOf('.') + 1)).matches()
              && token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
              && token.getHeader().getCriticalParams() == null;
      if (ours && token.verify(verifier)) {
        if (Json.decode(token.getPayload().toBytes()) instanceof Map<?, ?> claims) {
          return (Map<String, @Nullable Object>) claims;
        }
      }
    } catch (ParseException | JOSEException | RuntimeException e) {
      // Refused below, whatever was wrong with it: of some headers the parser has no better to say
      // than a NullPointerException.
    }
    throw new TokenRefusal(TokenRefusal.INVALID);
  }

  private String write(TokenType type, Map<String, @Nullable Object> source) {
    Instant now = clock.instant();
    Duration lifetime =
        switch (type) {
          case ACCESS -> accessLifetime;
          case REFRESH -> refreshLifetime;
        };
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put(Token.TYPE, type.claim());
    claims.put(Token.EXPIRES, now.plus(lifetime).getEpochSecond());
    claims.put(Token.ISSUED, now.getEpochSecond());
    claims.put(Token.ID, newId());
    Map<String, @Nullable Object> copied = new HashMap<>(source);
    copied.keySet().removeAll(NOT_COPIED);
    claims.putAll(copied);
    JWSObject token = new JWSObject(HEADER, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** A claim's seconds since 1970, from a number or its text, as Python's {@code int()} reads it. */
  private static long seconds(Map<String, @Nullable Object> claims, String name)
      throws TokenRefusal {
    return switch (claims.get(name)) {
      case Number number when Math.abs(number.doubleValue()) < 1e14 -> number.longValue();
      case String text when text.matches("\\d{1,14}") -> Long.parseLong(text);
      case null, default -> throw new TokenRefusal(TokenRefusal.INVALID);
    };
  }
}
