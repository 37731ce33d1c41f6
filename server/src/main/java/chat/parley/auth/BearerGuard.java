package chat.parley.auth;

import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** Knows the caller by the access token in the Authorization header (RFC 6750, 2.1). */
public final class BearerGuard implements Guard<UserId> {
  private final AccessTokens tokens;
  private final UserStore users;

  public BearerGuard(AccessTokens tokens, UserStore users) {
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public Future<UserId> admit(Exchange exchange) {
    return bearer(exchange)
        .map(tokens::read)
        .orElseThrow(() -> new ProblemException(Unauthenticated.MISSING))
        .map(Access::user);
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
      public Future<Anyone> admit(Exchange exchange) {
        return bearer(exchange)
            .map(token -> tokens.read(token).map(Anyone.GUARD))
            .orElseGet(() -> Future.succeededFuture(Anyone.GUARD));
      }

      @Override
      public Future<Void> confirm(Anyone caller) {
        return Future.succeededFuture();
      }
    };
  }

  private static Optional<String> bearer(Exchange exchange) {
    return Bearer.token(exchange.header(HttpHeaders.AUTHORIZATION));
  }
}
