package chat.parley.auth;

import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Knows the caller by the access token in the Authorization header (RFC 6750, 2.1). */
public final class BearerGuard implements Guard<UserId> {
  private static final String SCHEME = "Bearer";

  private final Tokens tokens;
  private final UserStore users;

  public BearerGuard(Tokens tokens, UserStore users) {
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public UserId admit(Exchange exchange) {
    return bearer(exchange)
        .map(this::user)
        .orElseThrow(() -> new ProblemException(Unauthenticated.MISSING));
  }

  @Override
  public Future<Void> confirm(UserId caller) {
    return users
        .exists(caller)
        .compose(exists ->
            exists
                ? Future.succeededFuture()
                : Future.failedFuture(new ProblemException(Unauthenticated.NO_SUCH_USER)));
  }

  /** Lets everybody in, but refuses a token that is no good. */
  Guard<Anyone> optional() {
    return new Guard<>() {
      @Override
      public Anyone admit(Exchange exchange) {
        bearer(exchange).ifPresent(BearerGuard.this::user);
        return Anyone.GUARD;
      }

      @Override
      public Future<Void> confirm(Anyone caller) {
        return Future.succeededFuture();
      }
    };
  }

  private UserId user(String token) {
    try {
      Token read = tokens.read(token).ofType(TokenType.ACCESS);
      if (!read.claims().containsKey(Token.USER)) {
        throw TokenRefusal.asBody("Token contained no recognizable user identification");
      }
      return read.user().orElseThrow(() -> new ProblemException(Unauthenticated.NO_SUCH_USER));
    } catch (TokenRefusal refusal) {
      throw refusal.asCredentials();
    }
  }

  private static Optional<String> bearer(Exchange exchange) {
    String header = exchange.header(HttpHeaders.AUTHORIZATION);
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    String[] words = header.strip().split("\\s+", -1);
    if (!words[0].equals(SCHEME)) {
      return Optional.empty();
    }
    if (words.length != 2) {
      throw new ProblemException(
          new Unauthenticated(
              "Authorization header must contain two space-delimited values",
              "bad_authorization_header",
              List.of()));
    }
    return Optional.of(words[1]);
  }
}
