package chat.parley.auth;

import chat.parley.users.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature and times were right.
 *
 * @param claims all claims, by name, as JSON values
 * @param expires when it ends; to the second
 */
record Token(Map<String, @Nullable Object> claims, Instant expires) {
  static final String TYPE = "token_type";
  static final String ID = "jti";
  static final String USER = "user_id";
  static final String EXPIRES = "exp";
  static final String ISSUED = "iat";

  /** When the account's tokens had been called back for the last time, in microseconds since 1970. */
  static final String AFTER = "parley_after";

  /** What is the same in all tokens that came of one login. */
  static final String FAMILY = "parley_family";

  /** As simplejwt's table. */
  private static final Pattern STORABLE_ID = Pattern.compile("[^\\x00\\p{Cs}]{0,255}");

  /** The token's own id; a token is refused that has none, or one that a table of them cannot hold. */
  String id() throws TokenRefusal {
    if (claims.get(ID) instanceof String id && STORABLE_ID.matcher(id).matches()) {
      return id;
    }
    throw new TokenRefusal("Token has no id");
  }

  /** Checks what simplejwt checks after the signature. */
  Token ofType(TokenType type) throws TokenRefusal {
    withId();
    if (!claims.containsKey(TYPE)) {
      throw new TokenRefusal("Token has no type");
    }
    if (!type.claim().equals(claims.get(TYPE))) {
      throw new TokenRefusal("Token has wrong type");
    }
    return this;
  }

  Token withId() throws TokenRefusal {
    id();
    return this;
  }

  /**
   * When it was made, to the second, but not before the calling back of tokens that its login knew of; long
   * ago where it does not say.
   */
  Instant issued() {
    Instant made =
        switch (claims.get(ISSUED)) {
          case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
          case String seconds -> Instant.ofEpochSecond(Long.parseLong(seconds));
          case null, default -> Instant.EPOCH;
        };
    Instant after =
        claims.get(AFTER) instanceof Long micros
            ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
            : Instant.EPOCH;
    return after.isAfter(made) ? after : made;
  }

  /** The login that it came of; null where it does not say. */
  @Nullable String family() {
    return claims.get(FAMILY) instanceof String family && STORABLE_ID.matcher(family).matches()
        ? family
        : null;
  }

  /** What it gives as an access token; empty where the user that it names can be none. */
  Optional<Access> access() {
    return user().map(user -> new Access(user, issued(), expires, family()));
  }

  /** The user that the token names, by a number or its text; empty where that can be no user. */
  Optional<UserId> user() {
    return switch (claims.get(USER)) {
      case Long number -> Optional.of(new UserId(number));
      case Integer number -> Optional.of(new UserId(number));
      case String text when text.matches("\\d{1,18}") ->
          Optional.of(new UserId(Long.parseLong(text)));
      case null, default -> Optional.empty();
    };
  }
}
