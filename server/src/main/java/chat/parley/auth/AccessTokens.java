package chat.parley.auth;

import chat.parley.config.Settings;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.users.UserStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSObject;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads access tokens, wherever they come from: signed here or by the issuer in the settings. A client
 * sends the same token with every request of its half hour, so those that were found good are remembered,
 * and only their time is looked at again. One event loop's own.
 */
public final class AccessTokens {
  /** Of remembered tokens, in characters: about 10,000 of the usual length. */
  private static final long MOST_CHARACTERS = 4L << 20;

  private static final int ENTRY_CHARACTERS = 128;

  private final Tokens tokens;
  private final @Nullable IssuedTokens issued;
  private final IssuedUsers issuedUsers;
  private final SignOffs signOffs;
  private final Cache<String, Access> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String text, Access access) -> ENTRY_CHARACTERS + text.length())
          .executor(Runnable::run)
          .build();
  private int generation;

  private AccessTokens(
      Tokens tokens, @Nullable IssuedTokens issued, IssuedUsers issuedUsers, SignOffs signOffs) {
    this.signOffs = signOffs;
    this.tokens = tokens;
    this.issued = issued;
    this.issuedUsers = issuedUsers;
  }

  /**
   * For one event loop, as the settings say.
   *
   * @param keys of the settings' issuer, if there is one
   */
  public static AccessTokens of(
      Settings settings,
      Tokens tokens,
      Optional<IssuerKeys> keys,
      UserStore users,
      SignOffs signOffs) {
    IssuedTokens issued =
        keys.isEmpty()
            ? null
            : new IssuedTokens(settings.issuer().orElseThrow(), keys.get(), Clock.systemUTC());
    return new AccessTokens(tokens, issued, new IssuedUsers(users), signOffs);
  }

  /**
   * Reads the caller from a token; that the user still exists is not looked at.
   *
   * @return fails with {@code Unauthenticated} in simplejwt's words
   */
  public Future<Access> read(String text) {
    forgetOldKeys();
    Access access = known.getIfPresent(text);
    if (access != null && tokens.isToCome(access.expires())) {
      return signOffs.allow(access)
          ? Future.succeededFuture(access)
          : Future.failedFuture(said(refusal(access), TokenRefusal::asCredentials));
    }
    return verify(text)
        .compose(this::allowed)
        .recover(failure -> Future.failedFuture(said(failure, TokenRefusal::asCredentials)))
        .onSuccess(verified -> known.put(text, verified));
  }

  /** Whether only the issuer can have signed a token. */
  boolean isIssued(String text) {
    return issued != null && IssuedTokens.candidate(text).isPresent();
  }

  /** As {@link #read}, of a token that came in a request's body. */
  Future<Access> readFromBody(String text) {
    return verify(text)
        .compose(this::allowed)
        .recover(failure -> Future.failedFuture(said(failure, TokenRefusal::asBody)));
  }

  private Future<Access> allowed(Access access) {
    return signOffs.allow(access)
        ? Future.succeededFuture(access)
        : Future.failedFuture(refusal(access));
  }

  private Exception refusal(Access access) {
    return signOffs.isDisabled(access.user())
        ? new ProblemException(Unauthenticated.INACTIVE)
        : new TokenRefusal(TokenRefusal.BLACKLISTED);
  }

  private static Throwable said(
      Throwable failure, Function<TokenRefusal, ProblemException> answer) {
    return failure instanceof TokenRefusal refusal ? answer.apply(refusal) : failure;
  }

  /** What was signed with a key that the issuer has taken back is to be looked at again. */
  private void forgetOldKeys() {
    if (issued != null && issued.generation() != generation) {
      generation = issued.generation();
      known.invalidateAll();
    }
  }

  private Future<Access> verify(String text) {
    Optional<JWSObject> candidate =
        issued == null ? Optional.empty() : IssuedTokens.candidate(text);
    if (issued != null && candidate.isPresent()) {
      return issued
          .read(candidate.get())
          .compose(claims ->
              issuedUsers
                  .of(claims.user(), claims.username())
                  .map(user -> new Access(user, claims.issued(), claims.expires(), null)));
    }
    try {
      return Future.succeededFuture(verifyOwn(text));
    } catch (TokenRefusal | ProblemException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private Access verifyOwn(String text) throws TokenRefusal {
    Token token = tokens.read(text).ofType(TokenType.ACCESS);
    if (!token.claims().containsKey(Token.USER)) {
      throw TokenRefusal.asBody("Token contained no recognizable user identification");
    }
    return token.access().orElseThrow(() -> new ProblemException(Unauthenticated.NO_SUCH_USER));
  }
}
