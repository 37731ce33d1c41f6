package chat.parley.auth;

import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;

/** Reads access tokens, wherever they come from. */
public final class AccessTokens {
  private final Tokens tokens;

  public AccessTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads the caller from a token; that the user still exists is not looked at.
   *
   * @throws ProblemException of {@code Unauthenticated} in simplejwt's words
   */
  public Access read(String text) {
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
