package chat.parley.auth;

import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Reads access tokens, wherever they come from. A client sends the same token with every request of its
 * half hour, so those that were found good are remembered, and only their time is looked at again.
 */
public final class AccessTokens {
  /** Of remembered tokens, in characters: about 10,000 of the usual length. */
  private static final long MOST_CHARACTERS = 4L << 20;

  private static final int ENTRY_CHARACTERS = 128;

  private final Tokens tokens;
  private final Cache<String, Access> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String text, Access access) -> ENTRY_CHARACTERS + text.length())
          .executor(Runnable::run)
          .build();

  public AccessTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads the caller from a token; that the user still exists is not looked at.
   *
   * @throws ProblemException of {@code Unauthenticated} in simplejwt's words
   */
  public Access read(String text) {
    Access access = known.getIfPresent(text);
    if (access != null && tokens.isToCome(access.expires())) {
      return access;
    }
    Access verified = verify(text);
    known.put(text, verified);
    return verified;
  }

  private Access verify(String text) {
    try {
      Token token = tokens.read(text).ofType(TokenType.ACCESS);
      if (!token.claims().containsKey(Token.USER)) {
        throw TokenRefusal.asBody("Token contained no recognizable user identification");
      }
      return token
          .user()
          .map(user -> new Access(user, token.expires()))
          .orElseThrow(() -> new ProblemException(Unauthenticated.NO_SUCH_USER));
    } catch (TokenRefusal refusal) {
      throw refusal.asCredentials();
    }
  }
}
